import { and, desc, eq, ilike, inArray, isNull, like, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { people } from "#db/schema/access";
import { cases } from "#db/schema/cases";
import { capacityCertificates } from "#db/schema/certificates";
import { declarationLines, declarations } from "#db/schema/consignments";
import { eventItems, lots } from "#db/schema/feeds";
import { products, siteAliases, siteIdentifiers, sites } from "#db/schema/parties";
import { may, type Actor } from "#lib/access/actor";
import { namesLot } from "#lib/consignments/queries";
import { readIdentifier } from "#lib/feeds/identifier";
import { packsHolding } from "#lib/parties/queries";
import { deskPage } from "#lib/triage/queries/desk";
import { DEFAULT_VIEW } from "#lib/triage/view";
import type { Found, FoundItem } from "../found.ts";

const EACH = 5;
type Language = "en" | "zh-CN";
type Finder = (tx: Transaction, text: string, actor: Actor, locale: Language) => Promise<FoundItem[]>;

/** What a text of two characters or more finds by the beginning of a number or a name, five of each kind that the actor may read. */
export async function findAnything(tx: Transaction, text: string, actor: Actor, locale: Language): Promise<Found[]> {
  const asked = text.trim().slice(0, 100);
  if (asked.length < 2) return [];
  const found: Found[] = [];
  for (const { kind, permission, find } of FINDERS) {
    if (!may(actor, permission)) continue;
    const items = await find(tx, asked, actor, locale);
    if (items.length > 0) found.push({ kind, items });
  }
  return found;
}

const consignments: Finder = async (tx, text, actor, locale) => {
  const { rows } = await deskPage(tx, { ...DEFAULT_VIEW, filter: { state: "all", q: text } }, actor, { limit: EACH, locale, now: new Date(0) });
  return rows.map((row) => ({ title: row.number, note: `${row.importer} · ${row.goods}`, href: `/consignments/${encodeURIComponent(row.number)}` }));
};

/** A product leads to the desk of the declarations that have it, in whichever pack. */
const productsBy: Finder = async (tx, text, _actor, locale) => {
  const name = locale === "en" ? products.nameEn : products.nameZh;
  const digits = text.replaceAll(/\D/g, "");
  const byNumber = digits.length >= 4 ? [like(products.gtin, `${digits}%`), like(products.gtin, `${digits.padStart(Math.max(digits.length, 13), "0").padStart(14, "0")}%`)] : [];
  const found = await tx.select({ gtin: products.gtin, name }).from(products).where(or(...byNumber, ilike(name, `%${escaped(text)}%`))).limit(EACH);
  return found.map((one) => ({ title: one.name, note: one.gtin, href: `/desk?state=all&gtin=${one.gtin}` }));
};

/** A lot leads to the newest declaration that carries it, in whichever pack; one that none carries, to its state. A lot that no event names is found by its whole name. */
const lotsBy: Finder = async (tx, text, actor) => {
  const found = await tx.select({ lot: lots.lot, gtin: lots.gtin }).from(lots).where(like(lots.lot, `${escaped(text)}%`)).orderBy(lots.gtin, lots.lot).limit(EACH);
  const items: FoundItem[] = [];
  for (const { lot, gtin } of found) {
    const carried = await newestNaming(tx, lot, inArray(declarationLines.gtin, [gtin, ...(await packsHolding(tx, gtin))]));
    if (carried !== undefined) items.push(carried);
    else if (may(actor, "event.read")) items.push({ title: lot, note: gtin, href: `/items?id=${encodeURIComponent(`01/${gtin}/10/${encodeURIComponent(lot)}`)}` });
  }
  if (found.length > 0) return items;
  const declared = await newestNaming(tx, text);
  return declared === undefined ? [] : [declared];
};

async function newestNaming(tx: Transaction, lot: string, goods?: SQL): Promise<FoundItem | undefined> {
  const [carried] = await tx
    .select({ number: declarations.number, gtin: declarationLines.gtin })
    .from(declarationLines)
    .innerJoin(declarations, eq(declarations.id, declarationLines.declarationId))
    .where(and(namesLot([lot]), goods))
    .orderBy(desc(declarationLines.declarationId))
    .limit(1);
  return carried && { title: lot, note: `${carried.gtin} · ${carried.number}`, href: `/consignments/${encodeURIComponent(carried.number)}` };
}

/** Anything that events name by its identifier, also an SSCC by its digits and a container by its number, leads to its state. */
const itemsBy: Finder = async (tx, text) => {
  const id = /^\d{18}$/.test(text) ? `(00)${text}` : /^[A-Z]{4}\d{7}$/i.test(text) ? `urn:epc:id:bic:${text.toUpperCase()}` : text;
  if (!/^(?:urn:|https?:|\()/i.test(id)) return [];
  const { item } = readIdentifier(id);
  const [named] = await tx.select({ item: eventItems.item }).from(eventItems).where(eq(eventItems.item, item)).limit(1);
  return named === undefined ? [] : [{ title: text, note: item, href: `/items?id=${encodeURIComponent(item)}` }];
};

const producers: Finder = async (tx, text) => {
  const start = `${escaped(text)}%`;
  const found = await tx
    .selectDistinct({ id: sites.id, name: sites.name, country: sites.country })
    .from(sites)
    .leftJoin(siteAliases, eq(siteAliases.siteId, sites.id))
    .leftJoin(siteIdentifiers, eq(siteIdentifiers.siteId, sites.id))
    .where(or(ilike(sites.name, `%${start}`), ilike(siteAliases.alias, start), like(siteIdentifiers.value, start)))
    .limit(EACH);
  return found.map((one) => ({ title: one.name, note: one.country, href: `/producers/${one.id}` }));
};

const certificates: Finder = async (tx, text) => {
  const found = await tx.select({ number: capacityCertificates.number, status: capacityCertificates.status }).from(capacityCertificates).where(ilike(capacityCertificates.number, `${escaped(text)}%`)).limit(EACH);
  return found.map((one) => ({ title: one.number, note: "", href: `/certificates/${encodeURIComponent(one.number)}` }));
};

const casesBy: Finder = async (tx, text) => {
  const found = await tx.select({ number: cases.number, title: cases.title }).from(cases).where(or(ilike(cases.number, `%${escaped(text)}%`), ilike(cases.title, `%${escaped(text)}%`))).limit(EACH);
  return found.map((one) => ({ title: one.title, note: one.number, href: `/cases/${encodeURIComponent(one.number)}` }));
};

const colleagues: Finder = async (tx, text, _actor, locale) => {
  const name = locale === "en" ? people.name : people.nameZh;
  const found = await tx
    .select({ id: people.id, name, login: people.login, office: people.officeCode })
    .from(people)
    .where(and(isNull(people.disabledAt), or(ilike(name, `%${escaped(text)}%`), ilike(people.login, `${escaped(text)}%`))))
    .orderBy(sql`${name}`)
    .limit(EACH);
  return found.map((one) => ({ title: one.name, note: [one.login, one.office].filter((part) => part !== null).join(" · "), href: `/desk?who=${one.id}` }));
};

const FINDERS = [
  { kind: "consignment", permission: "desk.read", find: consignments },
  { kind: "producer", permission: "capacity.read", find: producers },
  { kind: "product", permission: "desk.read", find: productsBy },
  { kind: "lot", permission: "desk.read", find: lotsBy },
  { kind: "item", permission: "event.read", find: itemsBy },
  { kind: "certificate", permission: "certificate.read", find: certificates },
  { kind: "case", permission: "case.read", find: casesBy },
  { kind: "person", permission: "consignment.assign", find: colleagues },
] as const satisfies readonly { kind: Found["kind"]; permission: Parameters<typeof may>[1]; find: Finder }[];

function escaped(text: string): string {
  return text.replaceAll(/[\\%_]/g, (mark) => `\\${mark}`);
}
