import { dateAsWritten, plainDate } from "#lib/measures/period";
import type { LotData } from "./event.ts";

/** Names of master data (CBV 2.0 section 9, GS1 Web Vocabulary) that tell a lot, when it was made and until when it is good; the namespace is the sender's. */
const LOT = ["lotNumber", "batchLotNumber", "hasBatchLotNumber"];
const PRODUCED = ["productionDate", "productionDateTime"];
const EXPIRES = ["bestBeforeDate", "itemExpirationDate", "expirationDate"];

/** The name of a property without its namespace or prefix. */
export function localName(name: string): string {
  return name.slice(Math.max(name.lastIndexOf(":"), name.lastIndexOf("/"), name.lastIndexOf("#"), name.lastIndexOf("}")) + 1);
}

/** What the master data of a making event says of the lot. A date-time counts as its date as written; what cannot be read is left out. */
export function lotDataOf(members: Readonly<Record<string, unknown>>): LotData {
  const named = Object.keys(members).map((key) => [localName(key), key] as const);
  if (named.length === 0) return NOTHING;
  const find = (names: readonly string[]) => names.map((name) => members[named.find(([local]) => local === name)?.[1] ?? ""]).find((value) => value !== undefined);
  const lot = textOf(find(LOT));
  return { lot: lot !== null && lot.length <= 20 && lot !== "" ? lot : null, producedOn: dateOf(find(PRODUCED)), expiresOn: dateOf(find(EXPIRES)) };
}

const NOTHING: LotData = { lot: null, producedOn: null, expiresOn: null };

function textOf(value: unknown): string | null {
  if (typeof value === "string") return value.trim();
  if (typeof value === "number") return String(value);
  if (typeof value !== "object" || value === null) return null;
  if ("@value" in value) return textOf(value["@value"]);
  return "#text" in value ? textOf(value["#text"]) : null;
}

function dateOf(value: unknown): string | null {
  const text = textOf(value);
  return text === null ? null : (plainDate(text) ?? dateAsWritten(text) ?? null);
}
