import type { Decided } from "#lib/triage/decided";
import type { ConsignmentStatus } from "#lib/triage/decision";
import type { Outcome } from "../../app/outcome.ts";

type Act<Result> = (input: unknown) => Promise<Outcome<Result>>;

/** What the consignment's page can have done by the house: the server actions beside it. */
export type ConsignmentActs = {
  readonly decideOn: Act<Decided>;
  readonly confirmOn: Act<Decided>;
  readonly declineOn: Act<Decided>;
  readonly takeBackOn: Act<{ readonly number: string; readonly status: ConsignmentStatus; readonly version: number }>;
  readonly assignOn: Act<{ readonly number: string; readonly assignee: { readonly id: number; readonly name: string } | null; readonly version: number }>;
};

/** A proposal that waits for its second person, or the last decision while its maker may still take it back. */
export type LastDecision = { readonly by: string; readonly byId: number; readonly waits: boolean; readonly undoUntil: string | null };

/** What can be said of findings: the server actions beside the page. */
export type FeedbackActs = { readonly reviewOn: Act<unknown>; readonly snoozeOn: Act<unknown>; readonly endSnoozeOn: Act<unknown> };
