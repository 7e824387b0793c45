import { Refusal } from "#lib/access/refusal";

/** What became of one row of a bulk action: done, or refused with the code and facts that its own screen would show. */
export type RowOutcome<Result> =
  | { readonly number: string; readonly ok: true; readonly result: Result }
  | { readonly number: string; readonly ok: false; readonly kind: Refusal["kind"]; readonly code: string; readonly facts: Refusal["facts"] };

/** As many rows one bulk action takes. */
export const MOST_ROWS = 500;

/** Does the same to each consignment, each in its own transaction, in order: one that is refused stops no other. A defect stops all. */
export async function forEachRow<Result>(numbers: readonly string[], work: (number: string) => Promise<Result>): Promise<RowOutcome<Result>[]> {
  const outcomes: RowOutcome<Result>[] = [];
  for (const number of new Set(numbers)) {
    try {
      outcomes.push({ number, ok: true, result: await work(number) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      outcomes.push({ number, ok: false, kind: error.kind, code: error.code, facts: error.facts });
    }
  }
  return outcomes;
}
