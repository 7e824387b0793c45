import type { CertificateScope } from "#lib/certificates/certificate";
import { scopeCovers } from "#lib/certificates/certificate";
import type { Dimension } from "#lib/measures/quantity";

/** What limits lots produced in [from, to): certified base units with the carry-over reserve, a suspension, or nothing. */
export type Segment = {
  readonly from: string;
  readonly to: string;
  readonly state: "limited" | "suspended" | "none";
  readonly limit: bigint;
  readonly reserve: bigint;
  readonly warningPermille: number;
  readonly certificates: readonly string[];
};

/** A capacity account (site, scope, production period, dimension) with its limits and what is charged to it, in base units. */
export type Account = {
  readonly id: number;
  readonly siteId: number;
  readonly scope: CertificateScope;
  readonly from: string;
  readonly to: string;
  readonly dimension: Dimension;
  readonly unit: string;
  readonly unitPacks: bigint;
  readonly segments: readonly Segment[];
  readonly declared: bigint;
  readonly elsewhere: bigint;
  readonly lastSeq: number;
  readonly lastRecordedAt: Date | null;
};

/** Goods as scopes see them: the GTINs of the packing from the declared one down, the category, the HS code. */
export type Goods = { readonly gtins: readonly string[]; readonly category: string; readonly hsCode: string };

/** When goods were made: one day ([d, d+1)), a vintage year, or the span of a line's lots; half-open. */
export type Produced = { readonly from: string; readonly to: string };

/** An account that binds a line, with the segment it is judged by. */
export type Binding = { readonly account: Account; readonly segment: Segment; readonly assumptions: readonly string[] };

/**
 * The accounts that bind goods made in a period (docs/capacity.md rule 4): those whose scope covers them and whose period covers the
 * whole of it. Where none covers it whole, those it overlaps bind, and the answer says so; the account's last common day decides.
 */
export function bindingAccounts(accounts: readonly Account[], goods: Goods, produced: Produced): Binding[] {
  const bound = (overlap: boolean): Binding[] =>
    accounts.flatMap((account) => {
      const inPeriod = overlap ? account.from < produced.to && produced.from < account.to : account.from <= produced.from && produced.to <= account.to;
      if (!inPeriod || !scopeCovers(account.scope, goods)) return [];
      const segment = segmentAtEnd(account, produced);
      if (segment === undefined || segment.state === "none") return [];
      return [{ account, segment, assumptions: overlap ? ["production-period-overlaps-certified-period"] : [] }];
    });
  const whole = bound(false);
  return whole.length > 0 ? whole : bound(true);
}

/** The segment of the last day that the goods and the account have in common. ISO dates compare as text. */
export function segmentAtEnd(account: Pick<Account, "to" | "segments">, produced: Produced): Segment | undefined {
  const end = produced.to < account.to ? produced.to : account.to;
  return account.segments.find((segment) => segment.from < end && end <= segment.to);
}
