/** One thing that is not as it should be: an account's figure, or a line that stands where it does not belong. Amounts in base units. */
export type Difference = { readonly siteId: number; readonly accountId: number; readonly what: string; readonly recorded: string; readonly recomputed: string };

/** A difference with the names behind its numbers; `declaration` and `line` where it is about a line. */
export type NamedDifference = Difference & { readonly site: string; readonly declaration: string | null; readonly line: number | null };

/** A check of the whole ledger and what it found wrong: the first of the differences by name, and how many there were. */
export type LedgerCheck = {
  readonly id: number;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly accounts: number;
  readonly postings: number;
  readonly count: number;
  readonly differences: readonly NamedDifference[];
};

/** The line a difference is about: `line 12/1` is line 1 of the declaration with the inner id 12; undefined where it is about an account's figure. */
export function lineOf(what: string): { readonly declarationId: number; readonly no: number } | undefined {
  const [, declarationId, no] = /^line (\d+)\/(\d+)$/.exec(what) ?? [];
  return declarationId === undefined || no === undefined ? undefined : { declarationId: Number(declarationId), no: Number(no) };
}
