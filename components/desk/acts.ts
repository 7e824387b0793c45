import type { Post } from "#components/frame/Frame";
import type { Decided } from "#lib/triage/decided";
import type { Outcome } from "../../app/outcome.ts";

/** What became of one row of a bulk action. */
export type RowResult<Result> =
  | { readonly number: string; readonly ok: true; readonly result: Result }
  | { readonly number: string; readonly ok: false; readonly code: string; readonly facts: Readonly<Record<string, string | number>> };

type Act<Result> = (input: unknown) => Promise<Outcome<Result>>;
type Assigned = { readonly number: string; readonly assignee: { readonly id: number; readonly name: string } | null; readonly version: number };

/** What the desk can have done by the house: the server actions of its page. */
export type DeskActs = {
  readonly decideOne: Act<Decided>;
  readonly decideAll: Act<readonly RowResult<Decided>[]>;
  readonly takeBack: Act<{ readonly number: string; readonly status: Decided["status"]; readonly version: number }>;
  readonly secondOne: Act<Decided>;
  readonly declineOne: Act<Decided>;
  readonly assignAll: Act<readonly RowResult<Assigned>[]>;
  readonly claim: () => Promise<Outcome<Assigned>>;
  readonly openOn: Act<{ readonly number: string }>;
  readonly keepView: Act<{ readonly id: number; readonly name: string }>;
  readonly dropView: Act<{ readonly id: number }>;
};

/** Who sits at the desk. */
export type DeskPerson = Post & Who;
/** Who that is, as the rows name whom they are assigned to. */
export type Who = { readonly id: number; readonly name: string };
