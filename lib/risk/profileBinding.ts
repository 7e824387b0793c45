import { celList, celMap, type CelInput, type CelList, type CelMap } from "@bufbuild/cel";
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { minorPerUnit } from "#lib/measures/money";
import type { Sizes } from "./profileType.ts";
import type { Subject, SubjectAccount, SubjectLine, SubjectReport, SubjectTransport } from "./subject.ts";

/** The facts of a declaration as a condition sees them, with how large its lists are. A fact that is missing is not there. */
export type Bound = { readonly facts: Readonly<Record<string, CelInput>>; readonly lines: readonly { readonly no: number; readonly facts: CelMap }[]; readonly sizes: Sizes };

const kept = new WeakMap<Subject, Bound>();

/** The facts of a subject for conditions; made once, however many profiles look at it. Only standing lines are among them. */
export function boundFacts(subject: Subject): Bound {
  const known = kept.get(subject);
  if (known !== undefined) return known;
  const standing = subject.lines.filter((line) => line.standing);
  const lines = standing.map((line) => ({ no: line.no, facts: lineFacts(line) }));
  const reports = [...new Map(standing.flatMap((line) => line.reports).map((report) => [report.number, report])).values()];
  const transports = [...new Map(standing.flatMap((line) => line.transports).map((document) => [document.number, document])).values()];
  const facts = {
    declaration: declarationFacts(subject),
    importer: record({ id: BigInt(subject.importer.id), name: subject.importer.name, verified: subject.importer.verified }),
    lines: celList(lines.map((line) => line.facts)),
    accounts: celList(subject.accounts.map(accountFacts)),
    reports: celList(reports.map(reportFacts)),
    transports: celList(transports.map(transportFacts)),
  };
  const bound = { facts, lines, sizes: sizesOf(subject, standing, reports.length, transports.length) };
  kept.set(subject, bound);
  return bound;
}

function sizesOf(subject: Subject, standing: readonly SubjectLine[], reports: number, transports: number): Sizes {
  const longest = (counts: readonly number[]): number => counts.reduce((most, count) => Math.max(most, count), 0);
  return {
    lines: standing.length,
    lots: longest([...standing.map(({ lots }) => lots.length), ...standing.flatMap((line) => line.transports.map(({ seals }) => seals.length))]),
    accounts: subject.accounts.length,
    reports,
    transports,
    text: longest([subject.importer.name.length, ...standing.flatMap((line) => [line.goods.en.length, line.goods.zh.length, line.declaredSite.length])]),
  };
}

/** A record of facts; what is undefined is left out. */
function record(facts: Readonly<Record<string, CelInput | undefined>>): CelMap {
  const there = new Map<string, CelInput>();
  for (const name in facts) {
    const value = facts[name];
    if (value !== undefined) there.set(name, value);
  }
  return celMap(there);
}

const at = (instant: Date | string) => timestampFromDate(typeof instant === "string" ? new Date(instant) : instant);
const texts = (values: readonly string[]): CelList => celList([...values]);

function declarationFacts(subject: Subject): CelMap {
  const { number, office, tradeMode, status, revision, lodgedAt, papers } = subject;
  return record({ number, office: office.code, officeVerified: office.verified, tradeMode, status, revision: BigInt(revision), lodgedAt: at(lodgedAt), isList: papers !== null });
}

function lineFacts(line: SubjectLine): CelMap {
  const quantity = decimal(line.quantity.value);
  const [items, litres, kilograms] = [inUnits(line.amounts.items, 1), inUnits(line.amounts.volume, 1_000), inUnits(line.amounts.mass, 1_000_000)];
  const minor = line.price === null ? undefined : minorPerUnit(line.price.currency);
  const price = line.price === null || minor === undefined ? undefined : Number(line.price.minor) / minor;
  const each = (of: number | undefined): number | undefined => (price === undefined || of === undefined || of === 0 ? undefined : price / of);
  return record({
    no: BigInt(line.no), gtin: line.gtin, goods: line.goods.en, goodsZh: line.goods.zh, category: line.category, hsCode: line.hsCode, originCountry: line.originCountry, declaredSite: line.declaredSite,
    site: line.site.kind === "site" ? record({ id: BigInt(line.site.id), name: line.site.name, country: line.site.country, certified: line.site.certified }) : undefined,
    quantity, unit: line.quantity.unit, items, litres, kilograms,
    price, unitPrice: each(quantity), pricePerItem: each(items), pricePerLitre: each(litres), pricePerKilogram: each(kilograms), currency: line.price?.currency,
    lots: texts(line.lots), productionDate: line.productionDate === null ? undefined : at(line.productionDate), vintage: line.vintage === null ? undefined : BigInt(line.vintage),
    verdict: line.verdict, used: line.atLodging?.used == null ? undefined : decimal(line.atLodging.used),
    reports: celList(line.reports.map(reportFacts)), transports: celList(line.transports.map(transportFacts)),
  });
}

function accountFacts(account: SubjectAccount): CelMap {
  const limit = account.segment.state === "limited" ? Number(account.segment.limit + account.segment.reserve) : 0;
  const share = (amount: bigint): number | undefined => (limit > 0 ? Number(amount) / limit : undefined);
  return record({ site: account.siteName, verdict: account.verdict, used: share(account.declared + account.elsewhere), share: share(account.amount), from: at(account.from), to: at(account.to), earlier: BigInt(account.sharing.length) });
}

const reportFacts = ({ number, kind, body, country, container, linkedBy }: SubjectReport): CelMap => record({ number, kind, body: body.en, country, container: container ?? undefined, linkedBy });

const transportFacts = ({ number, kind, carrier, container, seals, loadedAt }: SubjectTransport): CelMap =>
  record({ number, kind, carrier, container: container ?? undefined, seals: texts(seals), portOfLoading: loadedAt ?? undefined });

function decimal(text: string): number | undefined {
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** Base units as a number of whole units: pieces, litres, kilograms. */
const inUnits = (base: bigint | null, per: number): number | undefined => (base === null ? undefined : Number(base) / per);
