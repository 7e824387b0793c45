import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { feedEvents } from "#db/schema/feeds";
import { testDatabase } from "#db/testing";
import type { TestDatabase } from "#db/testing";
import type { Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { captureDocument } from "./commands/capture.ts";
import { writeXml } from "./formats/epcis-xml/write.ts";

const feed: Actor = { kind: "key", id: 1, name: "winery feed", role: "feed", organisation: 41 };
const now = new Date("2026-03-02T08:00:00Z");
const sample = (name: string) => readFileSync(join(import.meta.dirname, "formats", name), "utf8");
const [json, xml] = [sample("epcis-json/sample.json"), sample("epcis-xml/sample.xml")];

let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase();
});
beforeEach(async () => {
  await test.owner`truncate lots, lot_statements, lot_movements, shipments_elsewhere, event_items, feed_events, feed_documents, quarantined cascade`;
  await test.owner`delete from graphile_worker._private_jobs`;
});
afterAll(async () => test.close());

const capture = async (body: string | Uint8Array, contentType: string) => {
  const { outcomes } = await captureDocument(feed, { body, contentType, errorBehaviour: "proceed" }, now);
  return outcomes.map(({ outcome }) => outcome);
};
const stored = () => reading({ kind: "system", name: "test" }, "event.read", (tx) => tx.select({ body: feedEvents.body, context: feedEvents.context }).from(feedEvents).orderBy(feedEvents.id));

/** What is stored, written out as XML of a version. */
async function writtenAs(version: "2.0" | "1.2"): Promise<string> {
  return writeXml(version, (await stored()).map(({ body, context }) => ({ json: JSON.stringify(body), context, recordTime: now })), "document", { createdAt: now });
}

const utf16 = (text: string): Uint8Array => Buffer.from(`\uFEFF${text}`, "utf16le");

describe("one event in two formats", () => {
  it("is one event: what came as JSON is known when it comes as XML, and the other way round", async () => {
    expect(await capture(json, "application/ld+json")).toEqual(["accepted", "accepted"]);
    expect(await capture(xml, "application/xml")).toEqual(["duplicate", "duplicate"]);
    expect(await capture(utf16(xml.replace("UTF-8", "UTF-16")), "text/xml")).toEqual(["duplicate", "duplicate"]);
    expect(await stored()).toHaveLength(2);
  });

  it("that was stored from XML and goes out as 1.2 or 2.0 is known when it comes back", async () => {
    expect(await capture(xml, "application/xml; charset=utf-8")).toEqual(["accepted", "accepted"]);
    expect(await capture(await writtenAs("1.2"), "application/xml")).toEqual(["duplicate", "duplicate"]);
    expect(await capture(await writtenAs("2.0"), "text/xml")).toEqual(["duplicate", "duplicate"]);
    expect(await capture(json, "application/json")).toEqual(["duplicate", "duplicate"]);
  });

  it("is stored in the JSON model, whatever it came in", async () => {
    await capture(xml, "application/xml");
    expect((await stored())[0]).toMatchObject({
      body: { type: "ObjectEvent", ilmd: { "cbvmda:lotNumber": "L2023A", "house:productionDate": "2023-10-14" } },
      context: [expect.any(String), { house: "https://ns.example.com/winery/" }],
    });
  });
});

describe("XML that cannot be read", () => {
  it.each([
    ["a document type with entities", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "invalid-document"],
    ["bytes of GBK", new Uint8Array([0x3c, 0x61, 0x3e, 0xbe, 0xc6, 0x3c, 0x2f, 0x61, 0x3e]), "not-utf8"],
  ])("%s is refused, and nothing is stored", async (_what, body, code) => {
    await expect(capture(body, "application/xml")).rejects.toMatchObject({ code });
    expect(await stored()).toHaveLength(0);
  });
});
