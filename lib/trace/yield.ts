import { z } from "zod";
import { categoryField, dateField, gtinField, hsPrefixField, quantityField, visibleText } from "#lib/parties/field";

/** Goods that a yield speaks of: a trade item, an HS prefix, or a category. */
export type GoodsScope = { readonly kind: "gtin" | "hsPrefix" | "category"; readonly value: string };

/** Goods as a yield sees them: the GTINs of the packing from the named one down, HS code and category. */
export type YieldGoods = { readonly gtins: readonly string[]; readonly hsCode: string; readonly category: string };

/** An exact decimal with its Rec 20/21 unit. */
export type Measured = { readonly value: string; readonly unit: string };

/** `yield`: inputs of this kind stand for each other and what they allow is summed. `unit-consumption` (单耗): each output needs this input beside the others. */
export const YIELD_KINDS = ["yield", "unit-consumption"] as const;

/**
 * A certified yield or unit consumption: of `inputQuantity` of the input at most `outputQuantity` of the output is made, for
 * transformations on days in [from, to). `to` is null while it has no end.
 */
export type Yield = {
  readonly kind: (typeof YIELD_KINDS)[number];
  readonly input: GoodsScope;
  readonly output: GoodsScope;
  readonly inputQuantity: Measured;
  readonly outputQuantity: Measured;
  readonly source: string;
  readonly from: string;
  readonly to: string | null;
};

const FINENESS = { gtin: 100, hsPrefix: 1, category: 0 } as const;

/** The yield that holds for an input and an output on a day: the one with the finest output, then the finest input, then the youngest. */
export function yieldFor(yields: readonly Yield[], kind: Yield["kind"], input: YieldGoods, output: YieldGoods, on: string): Yield | undefined {
  const holding = yields.filter((one) => one.kind === kind && one.from <= on && (one.to === null || on < one.to) && speaksOf(one.input, input) && speaksOf(one.output, output));
  return holding.toSorted((a, b) => fineness(b.output) - fineness(a.output) || fineness(b.input) - fineness(a.input) || (a.from < b.from ? 1 : -1))[0];
}

function speaksOf(scope: GoodsScope, goods: YieldGoods): boolean {
  if (scope.kind === "gtin") return goods.gtins.includes(scope.value);
  return scope.kind === "category" ? goods.category === scope.value : goods.hsCode.startsWith(scope.value);
}

function fineness(scope: GoodsScope): number {
  return scope.kind === "hsPrefix" ? FINENESS.hsPrefix + scope.value.length : FINENESS[scope.kind];
}

/** Goods of a form: digits of 8 or 12 to 14 places are a GTIN, 2 to 10 digits before a star an HS prefix, anything else a category. */
const scopeField = z.string().transform((text, context): GoodsScope => {
  const given = text.trim();
  const kind: GoodsScope["kind"] = /^\d{2,10}\*$/.test(given) ? "hsPrefix" : /^\d{8,14}$/.test(given) ? "gtin" : "category";
  const field = kind === "gtin" ? gtinField : kind === "hsPrefix" ? hsPrefixField : categoryField;
  const read = field.safeParse(kind === "hsPrefix" ? given.slice(0, -1) : given);
  if (read.success) return { kind, value: read.data };
  for (const issue of read.error.issues) context.addIssue({ code: "custom", message: issue.message, params: issue.code === "custom" ? (issue.params ?? {}) : { code: issue.code } });
  return z.NEVER;
});

/** What `recordYield` reads. */
export const yieldInput = z
  .strictObject({
    kind: z.enum(YIELD_KINDS),
    input: scopeField,
    output: scopeField,
    inputQuantity: quantityField,
    outputQuantity: quantityField,
    source: visibleText(300, "what the figure rests on"),
    from: dateField,
    to: dateField.optional(),
  })
  .superRefine(({ from, to }, context) => {
    if (to !== undefined && to <= from) context.addIssue({ code: "custom", path: ["to"], message: `${to} is not after ${from}: the period is empty`, params: { code: "empty-period" } });
  });
