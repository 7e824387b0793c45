import type { UnitPrice } from "#lib/measures/money";
import { readQuantity } from "./amount.ts";

/** What a line costs in all: the price is declared for one of the declared unit (成交单价). In whole minor units, what is left over dropped. Null where the quantity cannot be read. */
export function totalOf(each: UnitPrice, declared: { readonly value: string; readonly unit: string }): { readonly minor: bigint; readonly currency: string } | null {
  const quantity = readQuantity(declared);
  if (!quantity.ok) return null;
  return { minor: (each.minor * quantity.declared.digits) / (each.per * 10n ** BigInt(quantity.declared.scale)), currency: each.currency };
}
