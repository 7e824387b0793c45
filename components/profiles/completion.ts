import { FUNCTIONS, MACROS, type ProfileFunction } from "#lib/risk/profileFunctions";
import { RECORDS, ROOTS, type FactField } from "#lib/risk/profileFacts";
import { REFERENCE_SIZES, typeWords, type PartType } from "#lib/risk/profileType";
import type { Wording } from "#lib/risk/subject";

/** Something that may stand where the cursor is: what is put in, its type or form, and what it is. `call` puts the cursor between its brackets. */
export type Offer = { readonly label: string; readonly apply: string; readonly detail: Wording; readonly says: Wording; readonly sort: "fact" | "function" | "macro" | "value" | "variable" };

/** What may stand at the end of a text, and from which character on it is put in; null where nothing is offered. */
export type Offers = { readonly from: number; readonly offers: readonly Offer[] };

const PATH = String.raw`[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*`;

/** Offers what may stand at the end of the text before the cursor: facts of a record after its dot, values after a comparison, else names and functions. */
export function offersAt(before: string): Offers | null {
  if (insideText(before)) return valuesAfter(before);
  const word = /\w*$/.exec(before)?.[0] ?? "";
  const from = before.length - word.length;
  const variables = variablesOf(before);
  const dotted = new RegExp(String.raw`(${PATH})(?:\(\))?\.\w*$`).exec(before);
  if (dotted !== null) {
    const type = typeOf(dotted[1] ?? "", variables);
    return type === null ? null : { from, offers: membersOf(type) };
  }
  if (/[\w")\]]\s+$/.test(before) && word === "") return null;
  return {
    from,
    offers: [
      ...values(before),
      ...[...variables].map(([name, type]): Offer => ({ label: name, apply: name, detail: typeWords(type), says: typeWords(type), sort: "variable" })),
      ...Object.entries(ROOTS).map(([name, field]) => factOffer(name, field)),
      ...FUNCTIONS.filter(({ on }) => on === null).map(functionOffer),
      macroOffer("has"),
    ],
  };
}

/** The type of a path such as `line.site` or `l.lots`; null where it is none. */
function typeOf(path: string, variables: ReadonlyMap<string, PartType>): PartType | null {
  const [first = "", ...rest] = path.split(".");
  const root = variables.get(first) ?? (Object.hasOwn(ROOTS, first) ? ROOTS[first]?.type(REFERENCE_SIZES) : undefined);
  return rest.reduce<PartType | null>((type, name) => fieldOf(type, name)?.type(REFERENCE_SIZES) ?? null, root ?? null);
}

function fieldOf(type: PartType | null, name: string): FactField | undefined {
  if (type?.kind !== "record") return undefined;
  const record = RECORDS[type.record];
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** The names that macros before the cursor gave to the elements of their lists. */
function variablesOf(before: string): Map<string, PartType> {
  const found = new Map<string, PartType>();
  for (const [, path = "", name = ""] of before.matchAll(new RegExp(String.raw`(${PATH})\.(?:exists_one|exists|all|filter|map)\(\s*([A-Za-z_]\w*)\s*,`, "g"))) {
    const type = typeOf(path, found);
    if (type?.kind === "list" && type.of !== null) found.set(name, type.of);
  }
  return found;
}

function membersOf(type: PartType): Offer[] {
  if (type.kind === "record") return Object.entries(RECORDS[type.record]).map(([name, field]) => factOffer(name, field));
  if (type.kind === "list") return [...Object.keys(MACROS).filter((name) => name !== "has").map(macroOffer), ...FUNCTIONS.filter(({ on }) => on === "text-or-list").map(functionOffer)];
  if (type.kind === "string") return FUNCTIONS.filter(({ on }) => on === "string" || on === "text-or-list").map(functionOffer);
  return type.kind === "timestamp" ? FUNCTIONS.filter(({ on }) => on === "timestamp").map(functionOffer) : [];
}

const factOffer = (name: string, { type, says }: FactField): Offer => ({ label: name, apply: name, detail: typeWords(type(REFERENCE_SIZES)), says, sort: "fact" });
const written = (text: string): Wording => ({ en: text, zh: text });
const functionOffer = ({ name, given, written: form, says }: ProfileFunction): Offer => ({ label: name, apply: given.length === 0 ? `${name}()` : `${name}(\${})`, detail: written(form), says, sort: "function" });

function macroOffer(name: string): Offer {
  const { written: form, says } = MACROS[name] ?? { written: name, says: written(name) };
  return { label: name, apply: name === "has" ? "has(${})" : `${name}(\${each}, \${})`, detail: written(form), says, sort: "macro" };
}

/** The values a compared fact may have, quoted. */
function values(before: string): Offer[] {
  const compared = new RegExp(String.raw`(${PATH})\s*[=!]=\s*\w*$`).exec(before);
  return comparedValues(compared?.[1], variablesOf(before)).map((value) => ({ label: `"${value}"`, apply: `"${value}"`, detail: written(compared?.[1] ?? ""), says: written(value), sort: "value" }));
}

function valuesAfter(before: string): Offers | null {
  const compared = new RegExp(String.raw`(${PATH})\s*[=!]=\s*["']([\w-]*)$`).exec(before);
  const found = comparedValues(compared?.[1], variablesOf(before));
  return found.length === 0
    ? null
    : {
        from: before.length - (compared?.[2]?.length ?? 0),
        offers: found.map((value) => ({ label: value, apply: value, detail: written(compared?.[1] ?? ""), says: written(value), sort: "value" })),
      };
}

function comparedValues(path: string | undefined, variables: ReadonlyMap<string, PartType>): readonly string[] {
  const names = path?.split(".") ?? [];
  const name = names.pop();
  return name === undefined || names.length === 0 ? [] : (fieldOf(typeOf(names.join("."), variables), name)?.values ?? []);
}

/** Whether the cursor stands inside a text literal. */
function insideText(before: string): boolean {
  return /^["']/.test(before.replaceAll(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, "").replace(/^[^"']*/, ""));
}
