import { z } from "zod";
import { toDimension } from "#lib/measures/conversion";
import { parseQuantity } from "#lib/measures/measured";
import type { Packing } from "#lib/measures/packing";
import { dateAsWritten, plainDate } from "#lib/measures/period";
import { MAX_BASE } from "#lib/measures/quantity";
import type { Dimension } from "#lib/measures/quantity";
import { dimensionOf } from "#lib/measures/unit";
import type { Unit } from "#lib/measures/unit";
import { categoryField, codeText, dateField, endField, gtinField, hsPrefixField, quantityField, readDate, readText, versionField, visibleText } from "#lib/parties/field";
import { DECISIONS } from "./certificate.ts";
import type { CertificateScope } from "./certificate.ts";

const sortedOnce = (values: readonly string[]) => [...new Set(values)].toSorted();

/** Exactly one of: named trade items, a category of goods, HS prefixes (`scope-not-one` otherwise). */
export const scopeField = z
  .strictObject({ gtins: z.array(gtinField).min(1).max(500).optional(), category: categoryField.optional(), hsPrefixes: z.array(hsPrefixField).min(1).max(100).optional() })
  .transform(({ gtins, category, hsPrefixes }, context): CertificateScope => {
    const given: CertificateScope[] = [
      ...(gtins === undefined ? [] : [{ kind: "gtins", values: sortedOnce(gtins) } as const]),
      ...(category === undefined ? [] : [{ kind: "category", values: [category] } as const]),
      ...(hsPrefixes === undefined ? [] : [{ kind: "hsPrefixes", values: sortedOnce(hsPrefixes) } as const]),
    ];
    const [scope] = given;
    if (scope !== undefined && given.length === 1) return scope;
    context.addIssue({ code: "custom", message: `a scope is one of gtins, category or hsPrefixes, read ${given.length} of them`, params: { code: "scope-not-one" } });
    return z.NEVER;
  });

/** Production dates from `from` up to, not including, `to` (`empty-period` otherwise). */
export const productionField = z.strictObject({ from: dateField, to: endField.describe("the first date that is no longer in it") }).superRefine(({ from, to }, context) => {
  if (to <= from) context.addIssue({ code: "custom", path: ["to"], message: `${to} is not after ${from}: the period is empty`, params: { code: "empty-period" } });
});

/** A certificate's own number: up to 60 visible characters, no full-width ones. */
export const certificateNumberField = codeText(60, "the certificate's own number");

/** A site as a certificate names it: GLN or registration number, or a name that only one site has. */
export const siteField = visibleText(200, "GLN or registration number of the site");

/** The body of `POST /capacity-certificates`. */
export const certificateBody = z.strictObject({
  number: certificateNumberField,
  site: siteField,
  scope: scopeField,
  quantity: quantityField,
  production: productionField,
  supersedes: certificateNumberField.optional().describe("the certificate this one replaces"),
  extractOf: certificateNumberField.optional().describe("the certificate this one is an extract of"),
});

/** What `submitCertificate` works with once it is read. */
export type CertificateBody = z.output<typeof certificateBody>;

const effectiveField = readText("the date it takes effect, YYYY-MM-DD, or an RFC 3339 instant, whose date counts as written", (text) => {
  const date = plainDate(text) ?? dateAsWritten(text);
  return date ? readDate(date) : { ok: false, code: "not-a-date", detail: `${JSON.stringify(text.slice(0, 40))} is neither a date nor an RFC 3339 instant` };
});

const decisionShape = { decision: z.enum(DECISIONS), effective: effectiveField, reason: visibleText(2000, "why, in the decider's own words") };

/** The body of `POST /capacity-certificates/{number}/decisions`. */
export const decisionBody = z.strictObject(decisionShape);

/** The input of `decideCertificate`: the body, the certificate's number, and the version the decider has seen. */
export const decisionInput = z.strictObject({ ...decisionShape, number: certificateNumberField, expectedVersion: versionField });

/** The input of `submitCarryOver`: stock of earlier periods, proven, into the scope and period of an account. */
export const carryOverInput = z.strictObject({ site: siteField, scope: scopeField, production: productionField, quantity: quantityField, proof: visibleText(2000, "what proves the stock") });

const share = (lowest: number, description: string) => readText(description, (text) => {
  const read = /^[01](?:\.\d{1,3})?$/.test(text) ? Number(text) : Number.NaN;
  return read >= lowest && read <= 1 ? { ok: true, value: text } : { ok: false, code: "share-out-of-range", detail: `${JSON.stringify(text.slice(0, 40))} is not a share from ${lowest} to 1 with at most three decimals` };
});

/** The input of `setPolicy`: a category, or `*` for every category without one of its own. */
export const policyInput = z.strictObject({
  category: categoryField,
  warningShare: share(0.001, "the used share from which a line is near the limit, above 0 and up to 1"),
  reserveShare: share(0, "how much of the limit carried-over stock may add, 0 to 1"),
  expectedVersion: z.int().min(0).optional(),
});

/** A certified amount in base units; `unitPacks` is how many consumer units are in one outer pack where the certificate counts those, else 1. */
export type CertifiedAmount = { readonly dimension: Dimension; readonly base: bigint; readonly unitPacks: bigint };

/** Why an amount cannot be certified for a scope: pieces of no named item, an unknown pack size, packs of several sizes, or too much. */
export type AmountProblem = { readonly code: "pieces-need-gtins" | "pack-size-unknown" | "pack-size-differs" | "too-large"; readonly pointer: "/quantity/unit" | "/quantity/value"; readonly detail: string };

/**
 * What a certified quantity comes to. Pieces and packs need a scope of GTINs, whose `packings` say how many consumer units one is:
 * the same for all of them. Only pieces of a scope that names the consumer unit of each of its packs count that unit itself.
 */
export function certifiedAmount(declared: { readonly value: string; readonly unit: string }, scope: CertificateScope, packings: readonly Packing[]): CertifiedAmount | AmountProblem {
  const quantity = parseQuantity(declared);
  if (!quantity.ok) throw new RangeError(`${declared.value} ${declared.unit} was not checked: ${quantity.code}`);
  const dimension = dimensionOf(quantity.unit);
  if (dimension === "items" && scope.kind !== "gtins") {
    return { code: "pieces-need-gtins", pointer: "/quantity/unit", detail: `${quantity.unit.plural} are certified for named GTINs only: name them in scope.gtins, or certify a volume or mass` };
  }
  const packs = dimension === "items" ? packsIn(quantity.unit, scope, packings) : 1n;
  if (typeof packs !== "bigint") return packs;
  const measured = toDimension(quantity, undefined, dimension);
  const base = dimension !== "items" && measured.ok ? measured.quantity.base : quantity.value.numerator * packs;
  if (base > MAX_BASE) return { code: "too-large", pointer: "/quantity/value", detail: `${declared.value} ${declared.unit} is more than can be reckoned with` };
  return { dimension, base, unitPacks: quantity.unit.kind === "outer-pack" || quantity.unit.kind === "pallet" ? packs : 1n };
}

function packsIn(unit: Unit, scope: CertificateScope, packings: readonly Packing[]): bigint | AmountProblem {
  const consumerUnits = packings.every((packing) => scope.values.includes(packing.base.gtin));
  if (unit.kind === "consumer-pack" || (unit.kind === "items" && consumerUnits)) return 1n;
  const one = { value: { numerator: 1n, denominator: 1n }, unit, declared: { digits: 1n, scale: 0 } };
  const sizes = packings.map((packing) => toDimension(one, packing, "items"));
  const unknown = sizes.find((size) => !size.ok);
  if (unknown !== undefined || sizes[0]?.ok !== true) {
    return { code: "pack-size-unknown", pointer: "/quantity/unit", detail: `how many consumer units are in one ${unit.names.en} is not recorded for every GTIN of the scope` };
  }
  const first = sizes[0].quantity.base;
  if (sizes.some((size) => size.ok && size.quantity.base !== first)) {
    return { code: "pack-size-differs", pointer: "/quantity/unit", detail: `one ${unit.names.en} holds different numbers of consumer units in the GTINs of the scope` };
  }
  return first;
}

/** A certificate as far as another can lie within it: production dates YYYY-MM-DD, half-open, and base units. */
export type Extent = { readonly from: string; readonly to: string; readonly dimension: Dimension; readonly base: bigint };

/** What of an extract goes beyond the certificate it is taken from: its period, or its amount where the two can be compared. */
export function beyondParent(extract: Extent, parent: Extent): "period" | "quantity" | undefined {
  if (extract.from < parent.from || extract.to > parent.to) return "period";
  return extract.dimension === parent.dimension && extract.base > parent.base ? "quantity" : undefined;
}
