import { celList, type CelInput, type CelList, type CelMap } from "@bufbuild/cel";
import { minorPerUnit } from "#lib/measures/money";
import { BODY, LINE_FOUND, LODGING, longestFound, OVERLAP } from "./profileFound.ts";
import { decimal, instant, record, records, texts, type Fields } from "./profileRead.ts";
import type { Sizes } from "./profileType.ts";
import type { Subject, SubjectAccount, SubjectLine, SubjectReport, SubjectTransport } from "./subject.ts";

/** The facts of a declaration as a condition sees them, of each of its lines by itself, and how large its lists are. A fact that is missing is not there. */
export type Bound = { readonly facts: Readonly<Record<string, CelInput>>; readonly lines: readonly { readonly no: number; readonly facts: Readonly<Record<string, CelInput>> }[]; readonly sizes: Sizes };

/** The last subject that was bound: all profiles look at one before any looks at the next. */
let last: { readonly subject: Subject; readonly bound: Bound } | undefined;

/** The facts of a subject for conditions; bound once, however many profiles look at it, and made as they are asked for. Only standing lines are among them. */
export function boundFacts(subject: Subject): Bound {
  if (last?.subject === subject) return last.bound;
  const whole = new Whole(subject);
  const bound: Bound = { facts: new Roots(whole, undefined), lines: whole.standing.map((line) => ({ no: line.no, facts: new Roots(whole, line) })), sizes: sizesOf(whole) };
  last = { subject, bound };
  return bound;
}

/** What a condition begins with, by the names of `ROOTS`. */
class Roots {
  readonly [name: string]: CelInput;
  readonly #of: Whole;
  readonly #line: SubjectLine | undefined;

  constructor(of: Whole, line: SubjectLine | undefined) {
    this.#of = of;
    this.#line = line;
  }

  get declaration(): CelMap {
    return record(DECLARATION, this.#of.subject);
  }

  get importer(): CelMap {
    return record(IMPORTER, this.#of.subject.importer);
  }

  get line(): CelMap {
    if (this.#line === undefined) throw new TypeError("a condition on each line was asked of the whole");
    return this.#of.lineFacts(this.#line);
  }

  get lines(): CelList {
    return this.#of.lines;
  }

  get accounts(): CelList {
    return records(ACCOUNT, this.#of.subject.accounts);
  }

  get reports(): CelList {
    return records(REPORT, this.#of.reports);
  }

  get transports(): CelList {
    return records(TRANSPORT, this.#of.transports);
  }

  get recent(): CelList {
    return records(LODGING, this.#of.subject.facts.recent);
  }

  get bodies(): CelList {
    return records(BODY, this.#of.subject.facts.bodies);
  }

  get overlaps(): CelList {
    return records(OVERLAP, this.#of.subject.facts.overlaps);
  }
}

/** A declaration with what its lines have in common, each made once. */
class Whole {
  readonly subject: Subject;
  readonly standing: readonly SubjectLine[];
  #lines: CelList | undefined;
  #reports: readonly SubjectReport[] | undefined;
  #transports: readonly SubjectTransport[] | undefined;

  constructor(subject: Subject) {
    this.subject = subject;
    this.standing = subject.lines.every(({ standing }) => standing) ? subject.lines : subject.lines.filter(({ standing }) => standing);
  }

  lineFacts(line: SubjectLine): CelMap {
    return record(LINE, { line, subject: this.subject });
  }

  get lines(): CelList {
    this.#lines ??= celList(this.standing.map((line) => this.lineFacts(line)));
    return this.#lines;
  }

  get reports(): readonly SubjectReport[] {
    this.#reports ??= [...new Map(this.standing.flatMap((line) => line.reports).map((report) => [report.number, report])).values()];
    return this.#reports;
  }

  get transports(): readonly SubjectTransport[] {
    this.#transports ??= [...new Map(this.standing.flatMap((line) => line.transports).map((document) => [document.number, document])).values()];
    return this.#transports;
  }
}

/** Documents are counted line by line, which is never fewer than there are. */
function sizesOf({ subject, standing }: Whole): Sizes {
  let [lots, reports, transports, text] = [0, 0, 0, subject.importer.name.length];
  for (const line of standing) {
    lots = Math.max(lots, line.lots.length);
    reports += line.reports.length;
    transports += line.transports.length;
    text = Math.max(text, line.goods.en.length, line.goods.zh.length, line.declaredSite.length);
    for (const { seals } of line.transports) lots = Math.max(lots, seals.length);
  }
  return { lines: standing.length, lots, accounts: subject.accounts.length, reports, transports, found: longestFound(subject), text };
}

const DECLARATION: Fields<Subject> = {
  number: ({ number }) => number,
  office: ({ office }) => office.code,
  officeVerified: ({ office }) => office.verified,
  tradeMode: ({ tradeMode }) => tradeMode,
  status: ({ status }) => status,
  revision: ({ revision }) => BigInt(revision),
  lodgedAt: ({ lodgedAt }) => instant(lodgedAt),
  isList: ({ papers }) => papers !== null,
};

const IMPORTER: Fields<Subject["importer"]> = { id: ({ id }) => BigInt(id), name: ({ name }) => name, verified: ({ verified }) => verified };

type Line = { readonly line: SubjectLine; readonly subject: Subject };

/** Base units as a number of whole units: pieces, litres, kilograms. */
const inUnits = (base: bigint | null, per: number): number | undefined => (base === null ? undefined : Number(base) / per);
const items = ({ line }: Line) => inUnits(line.amounts.items, 1);
const litres = ({ line }: Line) => inUnits(line.amounts.volume, 1_000);
const kilograms = ({ line }: Line) => inUnits(line.amounts.mass, 1_000_000);
const quantity = ({ line }: Line) => decimal(line.quantity.value);

function price({ line: { price: declared } }: Line): number | undefined {
  const minor = declared === null ? undefined : minorPerUnit(declared.currency);
  return declared === null || minor === undefined ? undefined : Number(declared.minor) / minor;
}

const each = (of: (line: Line) => number | undefined) => (line: Line): number | undefined => {
  const [whole, parts] = [price(line), of(line)];
  return whole === undefined || parts === undefined || parts === 0 ? undefined : whole / parts;
};

const LINE: Fields<Line> = {
  no: ({ line }) => BigInt(line.no),
  gtin: ({ line }) => line.gtin,
  goods: ({ line }) => line.goods.en,
  goodsZh: ({ line }) => line.goods.zh,
  category: ({ line }) => line.category,
  hsCode: ({ line }) => line.hsCode,
  originCountry: ({ line }) => line.originCountry,
  declaredSite: ({ line }) => line.declaredSite,
  site: ({ line: { site } }) => (site.kind === "site" ? record(SITE, site) : undefined),
  quantity,
  unit: ({ line }) => line.quantity.unit,
  items,
  litres,
  kilograms,
  price,
  unitPrice: each(quantity),
  pricePerItem: each(items),
  pricePerLitre: each(litres),
  pricePerKilogram: each(kilograms),
  currency: ({ line }) => line.price?.currency,
  lots: ({ line }) => texts(line.lots),
  productionDate: ({ line }) => (line.productionDate === null ? undefined : instant(line.productionDate)),
  vintage: ({ line }) => (line.vintage === null ? undefined : BigInt(line.vintage)),
  verdict: ({ line }) => line.verdict,
  used: ({ line }) => (line.atLodging?.used == null ? undefined : decimal(line.atLodging.used)),
  reports: ({ line }) => records(REPORT, line.reports),
  transports: ({ line }) => records(TRANSPORT, line.transports),
  expiresOn: ({ line }) => {
    const [first] = line.lotFacts.flatMap(({ expiresOn }) => expiresOn ?? []).toSorted();
    return first === undefined ? undefined : instant(first);
  },
  ...LINE_FOUND,
};

type Site = Extract<SubjectLine["site"], { readonly kind: "site" }>;
const SITE: Fields<Site> = { id: ({ id }) => BigInt(id), name: ({ name }) => name, country: ({ country }) => country, certified: ({ certified }) => certified };

const limitOf = ({ segment }: SubjectAccount): number => (segment.state === "limited" ? Number(segment.limit + segment.reserve) : 0);
const shareOf = (account: SubjectAccount, amount: bigint): number | undefined => (limitOf(account) > 0 ? Number(amount) / limitOf(account) : undefined);

const ACCOUNT: Fields<SubjectAccount> = {
  site: ({ siteName }) => siteName,
  verdict: ({ verdict }) => verdict,
  used: (account) => shareOf(account, account.declared + account.elsewhere),
  share: (account) => shareOf(account, account.amount),
  from: ({ from }) => instant(from),
  to: ({ to }) => instant(to),
  earlier: ({ sharing }) => BigInt(sharing.length),
};

const REPORT: Fields<SubjectReport> = {
  number: ({ number }) => number,
  kind: ({ kind }) => kind,
  body: ({ body }) => body.en,
  country: ({ country }) => country,
  container: ({ container }) => container ?? undefined,
  linkedBy: ({ linkedBy }) => linkedBy,
};

const TRANSPORT: Fields<SubjectTransport> = {
  number: ({ number }) => number,
  kind: ({ kind }) => kind,
  carrier: ({ carrier }) => carrier,
  container: ({ container }) => container ?? undefined,
  seals: ({ seals }) => texts(seals),
  portOfLoading: ({ loadedAt }) => loadedAt ?? undefined,
};
