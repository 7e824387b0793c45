import type { EventProblem } from "./event.ts";
import type { PullProblem } from "./sourceProblem.ts";

/** An event that would be read: what it is, when it happened, and what is doubtful or wrong about it. */
export type TriedEvent = { readonly index: number; readonly id: string | null; readonly type: string | null; readonly bizStep: string | null; readonly at: string | null; readonly problems: readonly EventProblem[] };

/** What trying a source found: its first page or file as it would be read, nothing of it stored; or why it cannot be read. */
export type Trial =
  | { readonly ok: false; readonly problem: PullProblem }
  | { readonly ok: true; readonly nothing: true; readonly files: readonly string[] }
  | {
      readonly ok: true;
      readonly nothing: false;
      readonly from: string;
      readonly bytes: number;
      readonly format: string | null;
      readonly events: number;
      readonly doubtful: number;
      readonly broken: number;
      readonly more: boolean;
      readonly shown: readonly TriedEvent[];
      readonly documentProblems: readonly EventProblem[];
    };
