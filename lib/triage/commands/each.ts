import type { Refusal } from "#lib/access/refusal";

/** What became of one row of a bulk action: done, or refused with the code and facts that its own screen would show. */
export type RowOutcome<Result> =
  | { readonly number: string; readonly ok: true; readonly result: Result }
  | { readonly number: string; readonly ok: false; readonly kind: Refusal["kind"]; readonly code: string; readonly facts: Refusal["facts"] };

/** As many rows one bulk action takes. */
export const MOST_ROWS = 500;

/** The answer of a row that was refused. */
export function refusedRow(number: string, { kind, code, facts }: Refusal): RowOutcome<never> {
  return { number, ok: false, kind, code, facts };
}
