import { describe, expect, it } from "vitest";
import { webLink } from "./link.ts";
import { eventHash, plainNumber, preHash } from "./prehash.ts";
import type { Tree } from "./prehash.ts";

const spelling = {
  uri: (text: string) => text.replace(/^house:/, "https://ns.example.com/"),
  name: (key: string) => key.replace(/^house:(.+)$/, "{https://ns.example.com/}$1"),
  number: (value: unknown) => (typeof value === "number" ? String(value) : undefined),
  link: webLink,
  ignored: new Set<string>(["{https://ns.example.com/}received"]),
};
const event: Tree = {
  type: "ObjectEvent",
  eventTime: "2024-03-02T08:00:00.0005+01:00",
  eventTimeZoneOffset: "+01:00",
  action: "ADD",
  bizStep: "commissioning",
  epcList: ["urn:epc:id:sgtin:3012345.012345.9", "urn:epc:id:sgtin:3012345.012345.10"],
  readPoint: { id: "https://example.com/414/3012345000017", "house:gate": "B" },
  sourceList: [{ type: "owning_party", source: "urn:epc:id:pgln:3012345.00001" }],
  ilmd: { "house:vintage": 2023, "house:alcohol": "13.50" },
};

const changed = (change: Tree): string => eventHash({ ...event, ...change }, spelling);

describe("the text an event hash is taken of", () => {
  it("has canonical values in the standard's order, with instants rounded to the millisecond and extensions at the end of what they extend", () => {
    expect(preHash(event, spelling)).toBe(
      "eventType=ObjectEventeventTime=2024-03-02T07:00:00.001ZeventTimeZoneOffset=+01:00" +
        "epcListepc=https://id.gs1.org/01/03012345123457/21/10epc=https://id.gs1.org/01/03012345123457/21/9" +
        "action=ADDbizStep=https://ref.gs1.org/cbv/BizStep-commissioning" +
        "readPointid=https://id.gs1.org/414/3012345000017{https://ns.example.com/}gate=B" +
        "ilmd{https://ns.example.com/}alcohol=13.5{https://ns.example.com/}vintage=2023" +
        "sourceListtype=https://ref.gs1.org/cbv/SDT-owning_partysource=https://id.gs1.org/417/3012345000017",
    );
  });
});

describe("extensions in the text of the hash", () => {
  const extended = (extensions: Tree) => preHash({ type: "ObjectEvent", ...extensions }, spelling).slice("eventType=ObjectEvent".length);
  const [a, b] = ["{https://ns.example.com/}a", "{https://ns.example.com/}b"];

  it.each([
    ["an empty one has its name alone", { "house:a": "" }, a],
    ["what is in one follows it, sorted", { "house:a": { "house:b": ["2", "1"] } }, `${a}${b}=1${b}=2`],
    ["a list of texts and objects is sorted among its neighbours", { "house:a": ["9", { "house:b": "1" }], "house:ab": "5" }, `${a}=9{https://ns.example.com/}ab=5${a}${b}=1`],
    ["the text of one with attributes stands before them", { "house:a": { unit: "KGM", "#text": "3.50" } }, `${a}=3.5unit=KGM`],
    ["a typed literal is its value", { "house:a": { "@value": "3.5", "@type": "xsd:decimal" } }, `${a}=3.5`],
    ["what is null is not there", { "house:a": null }, ""],
    ["an older word becomes that of the web", { "house:a": "urn:epcglobal:cbv:disp:active" }, `${a}=https://ref.gs1.org/cbv/Disp-active`],
    ["characters beyond the plane of letters stand last", { "house:a": ["\u{1F377}", "\uFF21"] }, `${a}=\uFF21${a}=\u{1F377}`],
  ])("%s", (_what, extensions, text) => {
    expect(extended(extensions)).toBe(text);
  });
});

describe("a number in the text of the hash", () => {
  it.each([
    ["150.0", "150"],
    ["+05", "5"],
    [".5", "0.5"],
    ["-0", "0"],
    ["1e3", "1000"],
    ["12e-4", "0.0012"],
    ["9007199254740993.10", "9007199254740993.1"],
    [" 7 ", "7"],
    ["A7", "A7"],
    ["1.2.3", "1.2.3"],
    [".", "."],
    ["", ""],
  ])("%j is %j", (text, plain) => {
    expect(plainNumber(text)).toBe(plain);
  });
});

describe("the event hash", () => {
  it.each([
    ["the order of a list", { epcList: ["urn:epc:id:sgtin:3012345.012345.10", "urn:epc:id:sgtin:3012345.012345.9"] }],
    ["URN or Digital Link", { readPoint: { "house:gate": "B", id: "urn:epc:id:sgln:3012345.00001.0" } }],
    ["the offset an instant is written in", { eventTime: "2024-03-02T07:00:00.0005Z" }],
    ["trailing zeros", { ilmd: { "house:alcohol": 13.5, "house:vintage": "2023.0" } }],
    ["the event's id", { eventID: "urn:uuid:1" }],
    ["when it was recorded", { recordTime: "2024-04-01T00:00:00Z" }],
    ["a declaration of error", { errorDeclaration: { declarationTime: "2024-04-01T00:00:00Z" } }],
    ["a field that a repository added", { "house:received": "yes" }],
  ])("does not depend on %s", (_what, change) => {
    expect(changed(change)).toBe(changed({}));
  });

  it.each([
    ["a quantity", { quantityList: [{ epcClass: "urn:epc:class:lgtin:3012345.012345.A", quantity: 1 }] }],
    ["the offset given", { eventTimeZoneOffset: "+02:00" }],
    ["a millisecond", { eventTime: "2024-03-02T08:00:00.0004+01:00" }],
    ["an extension", { "house:note": "x" }],
    ["the kind of a source", { sourceList: [{ type: "possessing_party", source: "urn:epc:id:pgln:3012345.00001" }] }],
  ])("depends on %s", (_what, change) => {
    expect(changed(change)).not.toBe(changed({}));
  });
});
