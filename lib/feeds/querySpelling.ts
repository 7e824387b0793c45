import { percentDecode } from "#lib/identification/characters";
import { readKey } from "#lib/identification/notation";
import { toUrn } from "#lib/identification/urn";
import { readIdentifier } from "./identifier.ts";
import { readWord } from "./vocabulary.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** An identifier in every way a body may spell it: these texts, and any web address that ends in this path. */
export type Spelled = { readonly texts: readonly string[]; readonly path: string | null };

const URNS: Readonly<Partial<Record<Vocabulary, string>>> = {
  bizStep: "urn:epcglobal:cbv:bizstep:",
  disposition: "urn:epcglobal:cbv:disp:",
  transactionType: "urn:epcglobal:cbv:btt:",
  partyType: "urn:epcglobal:cbv:sdt:",
  errorReason: "urn:epcglobal:cbv:er:",
};

/** A word in every way a body may spell it: short, as a web address, and as the older URN. Undefined for a bare word that the vocabulary does not have. */
export function spellingsOfWord(vocabulary: Vocabulary, text: string): readonly string[] | undefined {
  const word = readWord(vocabulary, text);
  if (word === undefined) return undefined;
  if (word.name.includes(":")) return [word.name];
  const urn = URNS[vocabulary];
  return [word.name, word.web, ...(urn === undefined ? [] : [`${urn}${word.name}`])];
}

/** Company prefixes have these lengths; a Digital Link does not tell which. */
const PREFIX_LENGTHS = [6, 7, 8, 9, 10, 11, 12] as const;

/** Keys that are kept but not otherwise read: their EPC scheme, the digits before those of the company prefix, and how many digits come before the check digit (none where the reference is text). */
const OTHERS: Readonly<Record<string, { readonly scheme: string; readonly before: string; readonly digits: number }>> = {
  "253": { scheme: "gdti", before: "", digits: 12 },
  "255": { scheme: "sgcn", before: "", digits: 12 },
  "8003": { scheme: "grai", before: "0", digits: 12 },
  "8017": { scheme: "gsrnp", before: "", digits: 17 },
  "8018": { scheme: "gsrn", before: "", digits: 17 },
  "402": { scheme: "gsin", before: "", digits: 16 },
  "8004": { scheme: "giai", before: "", digits: 0 },
  "401": { scheme: "ginc", before: "", digits: 0 },
};

function urnsOf(item: string): string[] {
  const [ai = "", raw = ""] = item.split("/");
  const other = Object.hasOwn(OTHERS, ai) ? OTHERS[ai] : undefined;
  const value = percentDecode(raw);
  if (other === undefined || value === undefined || !value.startsWith(other.before)) return [];
  const { scheme, before, digits } = other;
  const key = value.slice(before.length);
  return PREFIX_LENGTHS.map((length) => {
    if (digits === 0) return `urn:epc:id:${scheme}:${key.slice(0, length)}.${key.slice(length)}`;
    const serial = key.slice(digits + 1);
    return `urn:epc:id:${scheme}:${key.slice(0, length)}.${key.slice(length, digits)}${serial === "" ? "" : `.${serial}`}`;
  });
}

/** A URI in every way a body may spell it: a GS1 key as a URN under any company prefix and as a Digital Link of any domain, another as it is. */
export function spellingsOfUri(uri: string): Spelled {
  const { item } = readIdentifier(uri);
  const read = readKey(uri);
  const urns = read.ok ? PREFIX_LENGTHS.map((length) => toUrn(read.key, length)) : urnsOf(item);
  return { texts: [...new Set([uri, ...urns])], path: /^\d{2,4}\//.test(item) ? item : null };
}
