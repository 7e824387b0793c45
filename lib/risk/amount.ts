import { toDimension } from "#lib/measures/conversion";
import { parseQuantity } from "#lib/measures/measured";
import type { Packing } from "#lib/measures/packing";
import type { Dimension } from "#lib/measures/quantity";
import { withUnit } from "#lib/measures/working";
import type { Amounts, Wording } from "./subject.ts";

/** An amount with its unit as an officer reads it: `7,000 cases`, `7,000箱`. The value is an exact decimal, the unit a Rec 20/21 code. */
export function amountWords(amount: { readonly value: string; readonly unit: string }): Wording {
  return { en: withUnit(amount.value, amount.unit, "en"), zh: withUnit(amount.value, amount.unit, "zh") };
}

/** Texts as a list in a sentence: commas in English, enumeration commas in Chinese. */
export function listed(items: readonly (string | Wording)[]): Wording {
  const worded = items.map((item) => (typeof item === "string" ? { en: item, zh: item } : item));
  return { en: worded.map((item) => item.en).join(", "), zh: worded.map((item) => item.zh).join("、") };
}

/** As many quantities are remembered as they were read; declared ones repeat. */
const MOST_READ = 20_000;
const read = new Map<string, ReturnType<typeof parseQuantity>>();

/** A quantity as `parseQuantity` reads it, each text once. */
export function readQuantity(declared: { readonly value: string; readonly unit: string }): ReturnType<typeof parseQuantity> {
  const key = `${declared.value} ${declared.unit}`;
  const before = read.get(key);
  if (before !== undefined) return before;
  if (read.size >= MOST_READ) read.clear();
  const now = parseQuantity(declared);
  read.set(key, now);
  return now;
}

/** A declared or reported quantity in base units of each dimension it converts to through the packing; converted when it is first asked for, for most are never. */
export function amountsOf(declared: { readonly value: string; readonly unit: string }, packing: Packing | undefined): Amounts {
  return new Converted(declared, packing);
}

class Converted implements Amounts {
  private readonly declared: { readonly value: string; readonly unit: string };
  private readonly packing: Packing | undefined;
  private readonly known: Record<Dimension, bigint | null | undefined> = { items: undefined, volume: undefined, mass: undefined };

  constructor(declared: { readonly value: string; readonly unit: string }, packing: Packing | undefined) {
    this.declared = declared;
    this.packing = packing;
  }

  get items(): bigint | null {
    return this.known.items === undefined ? this.base("items") : this.known.items;
  }

  get volume(): bigint | null {
    return this.known.volume === undefined ? this.base("volume") : this.known.volume;
  }

  get mass(): bigint | null {
    return this.known.mass === undefined ? this.base("mass") : this.known.mass;
  }

  private base(dimension: Dimension): bigint | null {
    const quantity = readQuantity(this.declared);
    const converted = quantity.ok ? toDimension(quantity, this.packing, dimension) : undefined;
    return (this.known[dimension] = converted?.ok === true ? converted.quantity.base : null);
  }
}
