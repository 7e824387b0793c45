import { randomInt } from "node:crypto";
import { expect, type APIRequestContext, type APIResponse } from "@playwright/test";
import { caseGtin, gln, gtin } from "../db/seed/keys.ts";
import { entryNumber } from "../db/seed/paper.ts";
import type { Call } from "./story.ts";

/** A producer of wine that no other story knows: its place, its bottle of 750 mL, the case of six, and the number of its certificate. */
export type Producer = { readonly name: string; readonly site: string; readonly bottle: string; readonly case: string; readonly certificate: string };

/** What is declared: so many of a unit at an office. */
export type Declared = { readonly bottles: number } | { readonly cases: number };

const VINTAGE = 2023;

/** Who takes part in a trade; their keys are made at once. */
const TRADERS = ["administrator", "inspector", "market_regulator", "feed", "customs_officer"] as const;

/** A new producer with its products, registered through the interface; `aliases` are other spellings it is declared by. */
export async function newProducer(caller: Call, aliases: readonly string[] = []): Promise<Producer> {
  const prefix = `37${randomInt(10_000, 100_000)}`;
  const producer = { name: `Domaine des Essais ${prefix}`, site: gln(prefix), bottle: gtin(prefix, 10), case: caseGtin(prefix, 10), certificate: `FR-TEST-${prefix}-${randomInt(1_000, 10_000)}` };
  await Promise.all(TRADERS.map((role) => caller(role)));
  const registry = await caller("administrator");
  const product = { hsCode: "2204210000", category: "wine" };
  const name = { en: `${producer.name} ${VINTAGE}, red wine, 750 mL`, zh: `试验酒庄${prefix} ${VINTAGE}年干红葡萄酒 750毫升` };
  await done(registry.put(`/api/v1/sites/${producer.site}`, { data: { name: producer.name, country: "FR", kind: "winery", identifiers: [], aliases } }));
  await done(registry.put(`/api/v1/products/${producer.bottle}`, { data: { ...product, name, netContent: { value: "750", unit: "MLT" } } }));
  await done(
    registry.put(`/api/v1/products/${producer.case}`, {
      data: {
        ...product,
        name: { en: `${name.en}, case of 6`, zh: `${name.zh}（6瓶装）` },
        netContent: { value: "4500", unit: "MLT" },
        contains: { gtin: producer.bottle, quantity: 6 },
      },
    }),
  );
  return producer;
}

/** A new producer whose certificate over so many bottles of the vintage is approved. */
export async function certifiedProducer(caller: Call, bottles = 18_000, aliases: readonly string[] = []): Promise<Producer> {
  const producer = await newProducer(caller, aliases);
  const [inspector, regulator] = await Promise.all([caller("inspector"), caller("market_regulator")]);
  await done(inspector.post("/api/v1/capacity-certificates", { data: certificateOf(producer, bottles) }));
  await done(regulator.post(`/api/v1/capacity-certificates/${producer.certificate}/decisions`, { data: { decision: "approve", effective: `${VINTAGE}-01-01`, reason: "Vat register and bottling records agree." } }));
  return producer;
}

/** The certificate of a producer as its inspection body submits it. */
export function certificateOf(producer: Producer, bottles: number): object {
  return {
    number: producer.certificate,
    site: producer.site,
    scope: { gtins: [producer.bottle] },
    quantity: { value: String(bottles), unit: "XBO" },
    production: { from: `${VINTAGE}-01-01`, to: `${VINTAGE + 1}-01-01` },
  };
}

/** An entry number that is not taken. */
export function newNumber(office = "2248"): string {
  return entryNumber(office, new Date(), randomInt(500_000_000, 1_000_000_000));
}

/** At which office, for whom and under which number a declaration is lodged, and by whose key. */
type Lodging = { readonly office?: string; readonly importer?: string; readonly number?: string; readonly feed?: APIRequestContext };

/** Lodges a declaration, waits until the house has assessed it, and hands back its entry number. */
export async function lodge(
  caller: Call,
  producer: Pick<Producer, "site" | "bottle" | "case">,
  declared: Declared,
  { office = "2248", importer = "3122969901", number = newNumber(office), feed }: Lodging = {},
): Promise<string> {
  const goods = "cases" in declared ? { gtin: producer.case, quantity: { value: String(declared.cases), unit: "XCS" } } : { gtin: producer.bottle, quantity: { value: String(declared.bottles), unit: "XBO" } };
  const line = { no: 1, hsCode: "2204210000", site: producer.site, vintage: VINTAGE, originCountry: "FR", lots: ["L23-0611"], ...goods };
  const body = { revision: 1, lodgedAt: new Date().toISOString(), office, tradeMode: "0110", status: "lodged", importer: { id: importer, name: `上海第${importer.slice(-4)}号贸易有限公司` }, lines: [line] };
  await done((feed ?? (await caller("feed"))).put(`/api/v1/declarations/${number}`, { data: body }));
  await expect.poll(() => assessment(caller, number).then(({ status }) => status), { message: `${number} is assessed`, timeout: 15_000, intervals: [50, 100, 200] }).toBe("complete");
  return number;
}

/** How the house has assessed a declaration. */
async function assessment(caller: Call, number: string): Promise<{ readonly status: string; readonly lines: readonly { readonly verdictNow: string }[] }> {
  return (await done((await caller("customs_officer")).get(`/api/v1/declarations/${number}/assessment`))).json();
}

/** What the ledger says now of a declaration's first line. */
export async function verdictOf(caller: Call, number: string): Promise<string | undefined> {
  return (await assessment(caller, number)).lines[0]?.verdictNow;
}

/** The three declarations of the wine: 10,000 and 8,000 bottles at other offices, which fill the certificate, and 7,000 cases of six at 2248. */
export async function threeImporters(caller: Call, producer: Producer): Promise<readonly [string, string, string]> {
  const first = await lodge(caller, producer, { bottles: 10_000 }, { office: "2225", importer: "3122969911" });
  const second = await lodge(caller, producer, { bottles: 8_000 }, { office: "5304", importer: "4403969922" });
  const third = await lodge(caller, producer, { cases: 7_000 }, { importer: "3122969933" });
  return [first, second, third];
}

async function done(answering: Promise<APIResponse>): Promise<APIResponse> {
  const answer = await answering;
  if (!answer.ok()) throw new Error(`${answer.status()} ${answer.url()}: ${(await answer.text()).slice(0, 500)}`);
  return answer;
}
