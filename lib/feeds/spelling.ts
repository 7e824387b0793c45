import { toElementString } from "#lib/identification/element-string";
import { readCanonical } from "#lib/identification/digital-link";
import { toUrn } from "#lib/identification/urn";
import { readKey } from "#lib/identification/notation";
import { readJson } from "./exactJson.ts";
import { readIdentifier } from "./identifier.ts";

/** One spelling of an identifier. The EPC URN is known only where the sender wrote one: no other form tells how long the company prefix is. */
export type Spelling = { readonly form: "link" | "urn" | "element" | "sent"; readonly text: string };

/** The spellings of a canonical identifier (`01/09506000134352/10/ABC`), those as sent among them. An identifier that is no GS1 key has only those. */
export function spellingsOf(item: string, sent: readonly string[]): Spelling[] {
  const read = readCanonical(item);
  const found: Spelling[] = [];
  const add = (form: Spelling["form"], text: string) => void (found.some((each) => each.text === text) || text === item || found.push({ form, text }));
  if (read.ok) {
    add("link", `https://id.gs1.org/${item}`);
    const length = sent.map((text) => readKey(text)).find((key) => key.ok && key.companyPrefixLength !== undefined);
    if (length?.ok === true && length.companyPrefixLength !== undefined) add("urn", toUrn(read.key, length.companyPrefixLength));
    add("element", toElementString(read.key));
  }
  for (const text of sent) add("sent", text);
  return found;
}

const [LISTS, QUANTITIES] = [["epcList", "childEPCs", "inputEPCList", "outputEPCList"], ["quantityList", "childQuantityList", "inputQuantityList", "outputQuantityList"]];

/** How an event's JSON spells each of its identifiers, by the canonical one. */
export function sentSpellings(json: string): ReadonlyMap<string, readonly string[]> {
  const read = readJson(json);
  const event: unknown = read.ok ? read.value : undefined;
  const member = (value: unknown, name: string): unknown => (typeof value === "object" && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined);
  const listed = (name: string): readonly unknown[] => {
    const list = member(event, name);
    return Array.isArray(list) ? list : [];
  };
  const uris = [member(event, "parentID"), ...LISTS.flatMap(listed), ...QUANTITIES.flatMap((name) => listed(name).map((element) => member(element, "epcClass")))];
  const texts = uris.filter((uri): uri is string => typeof uri === "string");
  return new Map([...Map.groupBy(texts, (uri) => readIdentifier(uri).item)].map(([item, spelled]) => [item, [...new Set(spelled)]]));
}
