import type { CertificateScope } from "#lib/certificates/certificate";
import { segmentAtEnd, type Account, type Produced, type Segment } from "./account.ts";
import { inAccountUnit } from "./answer.ts";
import { excessOf, judge, usedShare } from "./judgement.ts";
import { worse, type Verdict } from "./verdict.ts";

/** A name in both languages of the house. */
export type Named = { readonly en: string; readonly zh: string };

/** One standing line on an account; `quantity` and `after` (the running total when it was entered) in the account's unit. Instants are RFC 3339. */
export type Share = {
  readonly declarationId: number;
  readonly number: string;
  readonly revision: number;
  readonly line: number;
  readonly importer: Named;
  readonly office: { readonly code: string } & Named;
  readonly lodgedAt: string;
  readonly declared: { readonly value: string; readonly unit: string };
  readonly quantity: string;
  readonly after: string;
  readonly verdict: Verdict;
};

/** What an account says at one moment, decimals in `unit`; figures that need a limit are null where nothing limits. */
export type Reading = {
  readonly state: Segment["state"];
  readonly unit: string;
  readonly limit: string | null;
  readonly reserve: string;
  readonly declared: string;
  readonly elsewhere: string;
  readonly balance: string | null;
  readonly excess: string | null;
  readonly used: string | null;
  readonly verdict: Verdict;
  readonly certificates: readonly string[];
};

/** An account of a site with its reading. */
export type AccountReading = Reading & { readonly id: number; readonly siteId: number; readonly scope: CertificateScope; readonly from: string; readonly to: string };

const NOTHING = { state: "none", limit: 0n, reserve: 0n, warningPermille: 0, certificates: [] } as const;

/** What an account says of goods made in a period; without a period, by its last limit that is in force, else its last suspension. */
export function readingOf(account: Account, produced?: Produced): AccountReading {
  const segment = (produced === undefined ? undefined : segmentAtEnd(account, produced)) ?? leadingSegment(account) ?? { ...NOTHING, from: account.from, to: account.to };
  const standing = { declared: account.declared, elsewhere: account.elsewhere };
  const limited = segment.state === "limited";
  const write = (base: bigint): string => inAccountUnit(account, base);
  const { id, siteId, scope, from, to, unit } = account;
  return {
    id, siteId, scope, from, to, unit,
    state: segment.state,
    limit: limited ? write(segment.limit) : null,
    reserve: write(segment.reserve),
    declared: write(account.declared),
    elsewhere: write(account.elsewhere),
    balance: limited ? write(segment.limit + segment.reserve - account.declared - account.elsewhere) : null,
    excess: limited ? write(excessOf(segment, standing)) : null,
    used: usedShare(segment, standing),
    verdict: judge(segment, standing),
    certificates: segment.certificates,
  };
}

function leadingSegment(account: Account): Segment | undefined {
  return account.segments.findLast((segment) => segment.state === "limited") ?? account.segments.findLast((segment) => segment.state === "suspended");
}

/** The worst of some verdicts; undefined where there are none. */
export function worstOf(verdicts: readonly Verdict[]): Verdict | undefined {
  return verdicts.length === 0 ? undefined : verdicts.reduce(worse);
}
