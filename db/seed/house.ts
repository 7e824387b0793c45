import { desc } from "drizzle-orm";
import { apiKeys, people } from "#db/schema/access";
import type { Actor } from "#lib/access/actor";
import { issueApiKey } from "#lib/access/commands/key";
import { changeOrganisation, putOffice } from "#lib/access/commands/organisation";
import { createPerson } from "#lib/access/commands/person";
import { reading } from "#lib/audit/command";
import { decideCertificate } from "#lib/certificates/commands/decide";
import { submitInspectionReport } from "#lib/certificates/commands/report";
import { submitCertificate } from "#lib/certificates/commands/submit";
import { putTransportDocument } from "#lib/consignments/commands/transport";
import { captureDocument } from "#lib/feeds/commands/capture";
import { receiveImport, receiveReports } from "#lib/lodging/commands/import-receive";
import { issueSourceKey, putSource } from "#lib/feeds/commands/sources";
import { lodgeMany } from "#lib/lodging/commands/combine";
import type { Lodged } from "#lib/lodging/lodged";
import { putProduct } from "#lib/parties/commands/product";
import { putSite } from "#lib/parties/commands/site";
import { officeOf } from "#lib/places/office";
import { recordYield } from "#lib/trace/commands/policy";
import { answerLimit, proposeLimit } from "#lib/risk/commands/limits";
import { answerReference, proposeReference } from "#lib/risk/commands/references";
import type { Officer } from "#lib/triage/officer";
import { after, type Clock } from "./clock.ts";
import { declarationBody, type Paper, type PaperImporter } from "./paper.ts";
import { BODIES, DEMO_PEOPLE, OFFICE_CODES, STAFF, type BodyCode, type SeedPerson } from "./people.ts";
import type { PastWorker } from "./queue.ts";

type Key = Extract<Actor, { readonly kind: "key" }>;

const SETUP: Actor = { kind: "system", name: "demo" };

/** A certificate as the demo submits it. */
export type CertificatePaper = {
  readonly number: string;
  readonly site: string;
  readonly body: BodyCode;
  readonly scope: object;
  readonly quantity: { readonly value: string; readonly unit: string };
  readonly from: string;
  readonly to: string;
  readonly supersedes?: string;
  readonly extractOf?: string;
};

/** The house of the demo with everybody who acts in it. */
export class House {
  readonly clock: Clock;
  readonly worker: PastWorker;
  private readonly persons: ReadonlyMap<string, Officer>;
  private readonly feeds: ReadonlyMap<string, Key>;
  private readonly named = new Set<string>();

  constructor(clock: Clock, worker: PastWorker, persons: ReadonlyMap<string, Officer>, feeds: ReadonlyMap<string, Key>) {
    this.clock = clock;
    this.worker = worker;
    this.persons = persons;
    this.feeds = feeds;
  }

  person(login: string): Officer {
    return known(this.persons, login);
  }

  feed(name: FeedName): Key {
    return known(this.feeds, name);
  }

  inspector(body: BodyCode): Officer {
    return this.person(BODIES[body].inspector);
  }

  /** The officers of an office, in the order of their logins; never empty for an office of the demo. */
  officers(office: string): readonly Officer[] {
    return [...this.persons.values()].filter((one) => one.role === "customs_officer" && one.office === office);
  }

  /** Registers a product and the case it comes in, where it has one. */
  async product(given: { gtin: string; en: string; zh: string; hsCode: string; category: string; net: { value: string; unit: string }; inCase?: { gtin: string; quantity: number } }, now: Date): Promise<void> {
    const { gtin, en, zh, hsCode, category, net, inCase } = given;
    const registry = this.feed("registry");
    await putProduct(registry, { gtin, hsCode, category, name: { en, zh }, netContent: net }, now);
    if (inCase === undefined) return;
    const whole = { value: String(Number(net.value) * inCase.quantity), unit: net.unit };
    await putProduct(
      registry,
      {
        gtin: inCase.gtin,
        hsCode,
        category,
        name: { en: `${en}, case of ${inCase.quantity}`, zh: `${zh}（${inCase.quantity}件装）` },
        netContent: whole,
        contains: { gtin, quantity: inCase.quantity },
      },
      now,
    );
  }

  async site(given: { id: string; name: string; country: string; kind: string; identifiers?: readonly string[]; aliases?: readonly string[]; location?: { lat: number; lon: number } }, now: Date): Promise<number> {
    return (await putSite(this.feed("registry"), given, now)).record.id;
  }

  /** Submits a certificate; it waits for a decision. */
  async submit({ body, from, to, ...paper }: CertificatePaper, now: Date): Promise<void> {
    await submitCertificate(this.inspector(body), { ...paper, production: { from, to } }, now);
  }

  async decide(number: string, decision: "approve" | "suspend" | "reinstate" | "revoke", effective: string, reason: string, now: Date, by = "zhao"): Promise<void> {
    await decideCertificate(this.person(by), { number, decision, effective, reason }, now);
  }

  /** A certificate submitted, and approved at the same visit of the regulator, from the first day of its period. */
  async certify(paper: CertificatePaper, now: Date): Promise<void> {
    await this.submit(paper, now);
    await this.decide(paper.number, "approve", paper.from, "已审阅审核报告和生产记录，数量与该生产单位相符。", after(now, 2 * 24 * 60), "qian");
  }

  async report(body: BodyCode, report: object, now: Date): Promise<void> {
    await submitInspectionReport(this.inspector(body), report, now);
  }

  /** A transport document that the single window passes on. */
  async carriage(document: object, now: Date): Promise<void> {
    await putTransportDocument(this.feed("window"), document, now);
    await this.worker.run(after(now, 1));
  }

  /** A supervisor records what comes of what at the most; between which temperatures goods are kept two of them decide. */
  async yields(row: object, now: Date): Promise<void> {
    await recordYield(this.person("wang"), row, now);
  }

  async limit(row: object, now: Date): Promise<void> {
    const { id } = await proposeLimit(this.person("wang"), { reason: "本关开始监测此类货物的运输过程。", ...row }, now);
    await answerLimit(this.person("zhou"), { id, answer: "confirm" }, after(now, 60));
  }

  /** A market regulator hands in what was measured of goods of a known origin, and a supervisor puts it in force. */
  async reference(given: object, now: Date): Promise<void> {
    const { id } = await proposeReference(this.person("zhao"), given, now);
    await answerReference(this.person("wang"), { id, answer: "confirm" }, after(now, 24 * 60));
  }

  /** Captures an EPCIS document of these events; with `proceed` those that cannot be read are kept out and the others taken in. */
  async capture(events: readonly object[], now: Date, errorBehaviour: "rollback" | "proceed" = "rollback"): Promise<void> {
    const document = { "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"], type: "EPCISDocument", schemaVersion: "2.0", creationDate: now.toISOString(), epcisBody: { eventList: events } };
    const { success, outcomes } = await captureDocument(this.feed("events"), { body: JSON.stringify(document), contentType: "application/ld+json", errorBehaviour }, now);
    if (!success && errorBehaviour === "rollback") throw new Error(`The demo's events were not taken in: ${JSON.stringify(outcomes)}`);
  }

  /** The importer's own system sends a table of declarations, which waits to be looked at and mapped. */
  async table(rows: readonly string[], fileName: string, now: Date): Promise<void> {
    await receiveImport(this.person("harbour"), { bytes: Buffer.from(rows.join("\n")), fileName, start: false }, now);
  }

  /** An inspector hands in a table of pre-shipment reports, which waits to be looked at. */
  async reportTable(rows: readonly string[], fileName: string, now: Date): Promise<void> {
    await receiveReports(this.person("dupont"), { bytes: Buffer.from(rows.join("\n")), fileName, start: false }, now);
  }

  /** Lodges declarations as the single window does, has them assessed, and names importers not seen before. Throws when one is refused. */
  async lodge(papers: readonly Paper[], now: Date): Promise<Lodged[]> {
    const outcomes = await lodgeMany(this.feed("window"), papers.map(declarationBody), now);
    const lodged = outcomes.map((outcome) => {
      if ("refused" in outcome) throw outcome.refused;
      return outcome.lodged;
    });
    for (const { importer } of papers) await this.verify(importer, now);
    await this.worker.run(after(now, 1));
    return lodged;
  }

  /** An importer whose English name the registry knows is verified at its first declaration; another one stays unverified. */
  private async verify(importer: PaperImporter, now: Date): Promise<void> {
    if (importer.nameEn === undefined || this.named.has(importer.id)) return;
    this.named.add(importer.id);
    await changeOrganisation(this.person("admin"), { code: importer.id, nameEn: importer.nameEn, nameZh: importer.name, kind: "importer", verified: true }, now);
  }
}

/** The systems that speak to the house, each with a key of its own. */
const FEEDS = {
  window: { organisation: "SINGLE-WINDOW", nameEn: "Single Window", nameZh: "国际贸易单一窗口" },
  registry: { organisation: "GS1-REGISTRY", nameEn: "Product and Producer Registry", nameZh: "商品与生产企业登记库" },
  events: { organisation: "TRACE-HUB", nameEn: "Traceability Event Hub", nameZh: "追溯事件交换平台" },
} as const;
type FeedName = keyof typeof FEEDS;

/** Furnishes an empty house: offices, people, organisations, and a key for each system that feeds it. */
export async function openHouse(clock: Clock, worker: PastWorker, now: Date): Promise<House> {
  for (const code of OFFICE_CODES) {
    const name = officeOf(code)?.name;
    if (name === undefined) throw new Error(`The demo's office ${code} has no name.`);
    await putOffice(SETUP, { code, nameEn: name.en, nameZh: name.zh, verified: true }, now);
  }
  const everybody: readonly (SeedPerson & { readonly password?: string })[] = [...DEMO_PEOPLE, ...STAFF];
  await Promise.all(everybody.map((person) => createPerson(SETUP, person, now)));
  for (const [code, { nameEn, nameZh }] of Object.entries(BODIES)) await changeOrganisation(SETUP, { code, nameEn, nameZh, kind: "inspection_body", verified: true }, now);
  for (const [feed, { organisation, nameEn, nameZh }] of Object.entries(FEEDS)) {
    if (feed === "events") await connectEvents(organisation, nameEn, now);
    else await issueApiKey(SETUP, { role: "feed", organisation, name: nameEn }, now);
    await changeOrganisation(SETUP, { code: organisation, nameEn, nameZh, kind: "platform", verified: true }, now);
  }
  return new House(clock, worker, await personsInHouse(), await keysInHouse());
}

/** The platform that sends events is a source that pushes; what comes with its key counts there. */
async function connectEvents(organisation: string, name: string, now: Date): Promise<void> {
  const { code } = await putSource(SETUP, { code: "trace-hub", name, organisation, settings: { kind: "push" }, staleAfterMinutes: null }, now);
  await issueSourceKey(SETUP, { code }, now);
}

async function personsInHouse(): Promise<Map<string, Officer>> {
  const rows = await reading(SETUP, "people.manage", (tx) => tx.select().from(people).orderBy(people.login));
  return new Map(rows.map(({ id, login, name, role, organisationId, officeCode, locale }) => [login, { kind: "person", id, login, name, role, organisation: organisationId, office: officeCode, locale }]));
}

async function keysInHouse(): Promise<Map<string, Key>> {
  const rows = await reading(SETUP, "key.manage", (tx) => tx.select().from(apiKeys).orderBy(desc(apiKeys.id)));
  const byName = new Map(rows.map((row) => [row.name, row]));
  return new Map(Object.entries(FEEDS).map(([feed, { nameEn }]) => {
    const { id, name, role, organisationId, sourceId } = known(byName, nameEn);
    return [feed, { kind: "key", id, name, role, organisation: organisationId, ...(sourceId === null ? {} : { source: sourceId }) }];
  }));
}

function known<Value>(map: ReadonlyMap<string, Value>, key: string): Value {
  const value = map.get(key);
  if (value === undefined) throw new Error(`The demo has no ${key}.`);
  return value;
}
