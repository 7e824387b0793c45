import type { Account, Goods, Produced } from "./account.ts";
import { toDimension } from "#lib/measures/conversion";
import type { ParsedQuantity } from "#lib/measures/measured";
import type { Packing } from "#lib/measures/packing";
import { unitOf } from "#lib/measures/unit";
import type { WorkingStep } from "#lib/measures/working";

/** A declaration line as the ledger takes it: goods, production period, quantity with its packing, and whether it counts. */
export type ChargeableLine = {
  readonly declarationId: number;
  readonly no: number;
  readonly revision: number;
  readonly goods: Goods;
  readonly produced: Produced;
  readonly quantity: ParsedQuantity;
  readonly packing: Packing | undefined;
  readonly effect: "counts" | "none" | "takes-back";
  /** What was taken for granted about date or trade mode, by name. */
  readonly assumptions: readonly string[];
};

/** What a line adds to an account, in its base units with the working; or the fact without which it cannot be compared. */
export type Charge =
  | { readonly ok: true; readonly amount: bigint; readonly working: readonly WorkingStep[]; readonly assumptions: readonly string[] }
  | { readonly ok: false; readonly missing: string };

/** Converts a line into an account's dimension (docs/capacity.md rule 2) and signs it by its effect (rule 6). */
export function chargeOf(line: ChargeableLine, account: Account): Charge {
  if (line.effect === "none") return { ok: true, amount: 0n, working: [], assumptions: [] };
  const unit = unitOf(account.unit);
  const converted = toDimension(line.quantity, line.packing, account.dimension, unit);
  if (!converted.ok) return { ok: false, missing: converted.missing };
  const amount = converted.quantity.base;
  return { ok: true, amount: line.effect === "takes-back" ? -amount : amount, working: converted.working, assumptions: converted.assumptions };
}
