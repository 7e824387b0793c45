import { segmentAtEnd, type Account } from "#lib/capacity/account";
import type { Posting } from "#lib/capacity/book";
import { VERDICTS } from "#lib/capacity/verdict";
import type { AccountCertificate, Sharing, SubjectAccount } from "./subject.ts";

/** An account with its limits; what is charged to it now a declaration's own postings say. */
export type ChargedAccount = Omit<Account, "declared" | "elsewhere" | "lastSeq" | "lastRecordedAt">;

/** A posting as recorded: what a line of a declaration added to an account or took back. */
export type RecordedPosting = Pick<
  Posting,
  "accountId" | "seq" | "kind" | "declarationId" | "lineNo" | "producedFrom" | "producedTo" | "amount" | "declaredAfter" | "elsewhereAfter" | "verdict"
>;

/** The postings that stand: of each line on each account the newest, unless that took it back. */
export function standingPostings<Kept extends RecordedPosting>(postings: readonly Kept[]): Kept[] {
  const newest = new Map<string, Kept>();
  for (const posting of postings.toSorted((a, b) => a.seq - b.seq)) newest.set(`${posting.accountId}:${posting.declarationId}:${posting.lineNo}`, posting);
  return [...newest.values()].filter((posting) => posting.kind === "line");
}

/** The posting that decides what an account says of a declaration: the worst verdict, among equals the last. */
export function decidingPosting(postings: readonly RecordedPosting[]): RecordedPosting | undefined {
  return postings.toSorted((a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) || b.seq - a.seq)[0];
}

/** An account as a declaration stands on it; undefined where no limit covers the goods any more. `postings` are its standing ones there. */
export function standingAccount(account: ChargedAccount, siteName: string, postings: readonly RecordedPosting[], sharing: readonly Sharing[], certificates: readonly AccountCertificate[]): SubjectAccount | undefined {
  const deciding = decidingPosting(postings);
  const segment = deciding === undefined ? undefined : segmentAtEnd(account, { from: deciding.producedFrom, to: deciding.producedTo });
  if (deciding === undefined || segment === undefined) return undefined;
  const upTo = postings.filter((posting) => posting.seq <= deciding.seq).toSorted((a, b) => a.seq - b.seq);
  const { id, siteId, scope, from, to, dimension, unit, unitPacks } = account;
  return {
    id, siteId, siteName, scope, from, to, dimension, unit, unitPacks, segment, sharing, certificates,
    lines: [...new Set(upTo.map((posting) => posting.lineNo))],
    amount: upTo.reduce((sum, posting) => sum + posting.amount, 0n),
    declared: deciding.declaredAfter,
    elsewhere: deciding.elsewhereAfter,
    verdict: deciding.verdict,
  };
}
