import type { Dimension } from "#lib/measures/quantity";

/** What capacity use is summed by. */
export const CAPACITY_GROUPINGS = ["country", "year", "producer"] as const;
export type CapacityGrouping = (typeof CAPACITY_GROUPINGS)[number];

/** A certified account with what is charged to it, in base units, elsewhere included. */
export type UsedAccount = {
  readonly siteId: number;
  readonly siteName: string;
  readonly country: string;
  readonly from: string;
  readonly to: string;
  readonly dimension: Dimension;
  readonly capacity: bigint;
  readonly used: bigint;
};

/** Accounts of one group and dimension together: different dimensions are never summed. `share` is of the whole, `most` that of the fullest account; null where nothing is certified. */
export type UseGroup = {
  readonly key: string;
  readonly name: string;
  readonly dimension: Dimension;
  readonly accounts: number;
  readonly over: number;
  readonly capacity: bigint;
  readonly used: bigint;
  readonly share: number | null;
  readonly most: number | null;
};

/** Sums accounts by group, the fullest first. */
export function groupedUse(accounts: readonly UsedAccount[], by: CapacityGrouping): UseGroup[] {
  const groups = Map.groupBy(accounts, (account) => `${keyOf(account, by)} ${account.dimension}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const [capacity, used] = [group.reduce((sum, one) => sum + one.capacity, 0n), group.reduce((sum, one) => sum + one.used, 0n)];
    const shares = group.flatMap((one) => shareUsed(one) ?? []);
    return [{
      key: keyOf(first, by), name: by === "producer" ? first.siteName : keyOf(first, by), dimension: first.dimension, accounts: group.length,
      over: group.filter(isOver).length, capacity, used, share: shareUsed({ capacity, used }), most: shares.length === 0 ? null : Math.max(...shares),
    }];
  }).toSorted((a, b) => (b.share ?? -1) - (a.share ?? -1) || (a.key < b.key ? -1 : 1));
}

/** The share of a capacity that is used, cut to a ten-thousandth so that what is not above it never reads as above; null where there is none. */
export function shareUsed({ capacity, used }: { readonly capacity: bigint; readonly used: bigint }): number | null {
  return capacity <= 0n ? null : Number((used * 10_000n) / capacity) / 10_000;
}

/** Whether more is charged than is certified. */
export function isOver({ capacity, used }: { readonly capacity: bigint; readonly used: bigint }): boolean {
  return used > capacity;
}

function keyOf(account: UsedAccount, by: CapacityGrouping): string {
  return by === "country" ? account.country : by === "year" ? account.from.slice(0, 4) : String(account.siteId);
}

/** Accounts, the fullest first; `over` leaves those alone that are above their capacity. */
export function fullestFirst<Account extends UsedAccount>(accounts: readonly Account[], over: boolean): Account[] {
  return accounts.filter((account) => !over || isOver(account)).toSorted((a, b) => (shareUsed(b) ?? -1) - (shareUsed(a) ?? -1) || a.siteId - b.siteId);
}
