import { percentEncode, qualifierProblem } from "./characters.ts";
import { parseGln } from "./gln.ts";
import type { Gln } from "./gln.ts";
import { parseGtin } from "./gtin.ts";
import type { Gtin } from "./gtin.ts";
import { refuseKey } from "./problem.ts";
import type { KeyProblem } from "./problem.ts";
import { parseSscc } from "./sscc.ts";
import type { Sscc } from "./sscc.ts";

/**
 * What a GS1 identifier stands for, however it was written: a class of trade item, a lot or one piece of it, a logistic unit,
 * a place (`sgln` is a part of the place `gln`), or a party.
 */
export type Key =
  | { readonly scheme: "gtin"; readonly gtin: Gtin }
  | { readonly scheme: "lgtin"; readonly gtin: Gtin; readonly lot: string }
  | { readonly scheme: "sgtin"; readonly gtin: Gtin; readonly serial: string }
  | { readonly scheme: "sscc"; readonly sscc: Sscc }
  | { readonly scheme: "gln"; readonly gln: Gln }
  | { readonly scheme: "sgln"; readonly gln: Gln; readonly extension: string }
  | { readonly scheme: "pgln"; readonly gln: Gln };

/**
 * A key that was read. An EPC URN tells the length of the company prefix; no other form does. A lot beside a serial, and a consumer
 * product variant, are said on the way but are no part of what the key identifies.
 */
export type ReadKey = {
  readonly ok: true;
  readonly key: Key;
  readonly companyPrefixLength?: number;
  readonly lot?: string;
  readonly variant?: string;
};

/** An application identifier and its value, decoded (GS1 General Specifications 3). */
export type Element = { readonly ai: string; readonly value: string };

/** The elements that make up a key, in the order of GS1 Digital Link. */
export function elementsOf(key: Key): readonly Element[] {
  switch (key.scheme) {
    case "gtin":
      return [{ ai: "01", value: key.gtin }];
    case "lgtin":
      return [{ ai: "01", value: key.gtin }, { ai: "10", value: key.lot }];
    case "sgtin":
      return [{ ai: "01", value: key.gtin }, { ai: "21", value: key.serial }];
    case "sscc":
      return [{ ai: "00", value: key.sscc }];
    case "gln":
      return [{ ai: "414", value: key.gln }];
    case "sgln":
      return [{ ai: "414", value: key.gln }, { ai: "254", value: key.extension }];
    case "pgln":
      return [{ ai: "417", value: key.gln }];
  }
}

/** The one stable text of a key, the path of its Digital Link: `01/09506000134352/10/ABC`. Equal texts are equal keys. */
export function canonical(key: Key): string {
  switch (key.scheme) {
    case "gtin":
      return `01/${key.gtin}`;
    case "lgtin":
      return `01/${key.gtin}/10/${percentEncode(key.lot)}`;
    case "sgtin":
      return `01/${key.gtin}/21/${percentEncode(key.serial)}`;
    case "sscc":
      return `00/${key.sscc}`;
    case "gln":
      return `414/${key.gln}`;
    case "sgln":
      return `414/${key.gln}/254/${percentEncode(key.extension)}`;
    case "pgln":
      return `417/${key.gln}`;
  }
}

/** The key that a set of elements identifies, with unrelated elements left aside; `unknown-scheme` when no supported key is among them. */
export function keyOfElements(elements: readonly Element[]): ReadKey | KeyProblem {
  const values = new Map(elements.map(({ ai, value }) => [ai, value]));
  const [gtin, sscc, place, party] = [values.get("01"), values.get("00"), values.get("414"), values.get("417")];
  if (gtin !== undefined) return tradeItem(gtin, { lot: values.get("10"), serial: values.get("21"), variant: values.get("22") });
  if (sscc !== undefined) return logisticUnit(sscc);
  if (place !== undefined) return location(place, values.get("254"));
  if (party !== undefined) return partyOf(party);
  return refuseKey("unknown-scheme", "no GTIN (01), SSCC (00), GLN (414) or party GLN (417) was found");
}

/** What qualifies a trade item. */
type Qualifiers = { readonly lot?: string | undefined; readonly serial?: string | undefined; readonly variant?: string | undefined };

/** The key of a GTIN of 14 digits: the finest its qualifiers tell. */
export function tradeItem(text: string, { lot, serial, variant }: Qualifiers): ReadKey | KeyProblem {
  if (/^\d+$/.test(text) && text.length !== 14) return refuseKey("bad-length", `a GTIN has 14 digits here, read ${text.length}: put zeros before it`);
  const read = parseGtin(text);
  if (!read.ok) return read;
  const { gtin } = read;
  const problem = qualifierOf("lot", lot) ?? qualifierOf("serial", serial) ?? qualifierOf("variant", variant);
  if (problem !== undefined) return problem;
  const beside = variant === undefined ? {} : { variant };
  if (serial !== undefined) return { ok: true, key: { scheme: "sgtin", gtin, serial }, ...beside, ...(lot === undefined ? {} : { lot }) };
  if (lot !== undefined) return { ok: true, key: { scheme: "lgtin", gtin, lot }, ...beside };
  return { ok: true, key: { scheme: "gtin", gtin }, ...beside };
}

const qualifierOf = (name: string, value: string | undefined): KeyProblem | undefined => (value === undefined ? undefined : qualifierProblem(name, value));

/** The key of an SSCC. */
export function logisticUnit(text: string): ReadKey | KeyProblem {
  const read = parseSscc(text);
  return read.ok ? { ok: true, key: { scheme: "sscc", sscc: read.sscc } } : read;
}

/** The key of a place: a GLN, or a part of its place with an extension. */
export function location(text: string, extension: string | undefined): ReadKey | KeyProblem {
  const read = parseGln(text);
  if (!read.ok) return read;
  if (extension === undefined) return { ok: true, key: { scheme: "gln", gln: read.gln } };
  return qualifierProblem("extension", extension) ?? { ok: true, key: { scheme: "sgln", gln: read.gln, extension } };
}

/** The key of a party. */
export function partyOf(text: string): ReadKey | KeyProblem {
  const read = parseGln(text);
  return read.ok ? { ok: true, key: { scheme: "pgln", gln: read.gln } } : read;
}
