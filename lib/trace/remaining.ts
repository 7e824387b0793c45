import { formatDecimal, parseDecimal, type Decimal } from "#lib/measures/decimal";
import type { EventPart, StateEvent, Traced } from "./told.ts";

/** What is left of a lot in one unit, as events tell: made, gone into others, taken out. `left` is null where nothing was said to be made. */
export type Remaining = { readonly unit: string; readonly made: string; readonly used: string; readonly removed: string; readonly left: string | null };

type Sums = { made: Decimal; used: Decimal; removed: Decimal; said: boolean };

/** What was made of a lot, went into others and was taken out, unit by unit; each piece that is named alone counts one. */
export function remainingOf(own: readonly StateEvent[], traced: Traced): Remaining[] {
  const pieces = new Set(traced.pieces);
  const sums = new Map<string, Sums>();
  for (const event of own) {
    for (const part of event.items) {
      if (part.item !== traced.item && !pieces.has(part.item)) continue;
      const read = pieces.has(part.item) ? { ok: true as const, digits: 1n, scale: 0 } : part.quantity === null ? undefined : parseDecimal(part.quantity);
      const side = sideOf(event, part);
      if (read?.ok !== true || side === undefined) continue;
      const unit = part.unit ?? "H87";
      const sum = sums.get(unit) ?? { made: ZERO, used: ZERO, removed: ZERO, said: false };
      sum[side] = added(sum[side], read);
      if (side === "made") sum.said = true;
      sums.set(unit, sum);
    }
  }
  return [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([unit, { made, used, removed, said }]) => ({ unit, made: plain(made), used: plain(used), removed: plain(removed), left: said ? plain(added(made, negated(added(used, removed)))) : null }));
}

function sideOf(event: StateEvent, part: EventPart): "made" | "used" | "removed" | undefined {
  if (part.role === "output") return "made";
  if (part.role === "input") return "used";
  if (event.type !== "ObjectEvent") return undefined;
  return event.action === "ADD" ? "made" : event.action === "DELETE" ? "removed" : undefined;
}

const ZERO: Decimal = { digits: 0n, scale: 0 };
const negated = ({ digits, scale }: Decimal): Decimal => ({ digits: -digits, scale });
const plain = ({ digits, scale }: Decimal): string => formatDecimal(digits, 10n ** BigInt(scale), 1n, scale);

function added(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { digits: a.digits * 10n ** BigInt(scale - a.scale) + b.digits * 10n ** BigInt(scale - b.scale), scale };
}
