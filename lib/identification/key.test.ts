import fc from "fast-check";
import { expect, test } from "vitest";
import { checkDigit } from "./check-digit.ts";
import { readCanonical, toDigitalLink } from "./digital-link.ts";
import { toElementString } from "./element-string.ts";
import { parseGln } from "./gln.ts";
import { parseGtin } from "./gtin.ts";
import { canonical } from "./key.ts";
import type { Key } from "./key.ts";
import { readKey } from "./notation.ts";
import { parseSscc } from "./sscc.ts";
import { toUrn } from "./urn.ts";

const SET_82 = Array.from("!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");
const checked = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length - 1, maxLength: length - 1 }).map((all) => `${all.join("")}${checkDigit(all.join(""))}`);
const qualifier = fc.array(fc.constantFrom(...SET_82), { minLength: 1, maxLength: 20 }).map((all) => all.join(""));

function must<T extends { readonly ok: boolean }>(read: T): Extract<T, { ok: true }> {
  if (!read.ok) throw new Error(JSON.stringify(read));
  return read as Extract<T, { ok: true }>;
}

const gtin = checked(14).map((text) => must(parseGtin(text)).gtin);
const gln = checked(13).map((text) => must(parseGln(text)).gln);
const anyKey: fc.Arbitrary<Key> = fc.oneof(
  gtin.map((id): Key => ({ scheme: "gtin", gtin: id })),
  fc.tuple(gtin, qualifier).map(([id, lot]): Key => ({ scheme: "lgtin", gtin: id, lot })),
  fc.tuple(gtin, qualifier).map(([id, serial]): Key => ({ scheme: "sgtin", gtin: id, serial })),
  checked(18).map((text): Key => ({ scheme: "sscc", sscc: must(parseSscc(text)).sscc })),
  gln.map((id): Key => ({ scheme: "gln", gln: id })),
  fc.tuple(gln, qualifier.filter((text) => text !== "0")).map(([id, extension]): Key => ({ scheme: "sgln", gln: id, extension })),
  gln.map((id): Key => ({ scheme: "pgln", gln: id })),
);

test("any key is the same after a Digital Link, a URN, an element string or its canonical form", () => {
  fc.assert(
    fc.property(anyKey, fc.integer({ min: 6, max: 12 }), (key, prefix) => {
      expect(must(readKey(toDigitalLink(key))).key).toEqual(key);
      expect(must(readKey(toDigitalLink(key, "https://example.com/trace/"))).key).toEqual(key);
      expect(must(readKey(toElementString(key))).key).toEqual(key);
      expect(must(readKey(toElementString(key, "plain"))).key).toEqual(key);
      expect(must(readCanonical(canonical(key))).key).toEqual(key);
      expect(must(readKey(toUrn(key, prefix)))).toMatchObject({ key, companyPrefixLength: prefix });
    }),
    { numRuns: 500 },
  );
});

test("two keys have one canonical form only when they are the same key", () => {
  fc.assert(
    fc.property(anyKey, anyKey, (a, b) => {
      expect(canonical(a) === canonical(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
    }),
  );
});

test.each([
  ["urn:epc:idpat:sgtin:9506000.013435.*", "01/09506000134352"],
  ["urn:epc:class:lgtin:9506000.013435.ABC", "01/09506000134352/10/ABC"],
  ["urn:epc:id:sgtin:9506000.013435.12%2F5", "01/09506000134352/21/12%2F5"],
  ["urn:epc:id:sscc:0614141.0123456789", "00/006141411234567890"],
  ["urn:epc:id:sgln:3012345.00001.0", "414/3012345000017"],
  ["urn:epc:id:sgln:3012345.00001.tank-4", "414/3012345000017/254/tank-4"],
  ["urn:epc:id:sgln:301234500001..0", "414/3012345000017"],
  ["urn:epc:id:pgln:3012345.00001", "417/3012345000017"],
  ["https://id.gs1.org/01/09506000134352/22/2A/10/ABC", "01/09506000134352/10/ABC"],
  ["https://example.com/some/stem/01/09506000134352/10/01?17=251231#top", "01/09506000134352/10/01"],
  ["HTTPS://EXAMPLE.COM/414/3012345000017/254/tank-4", "414/3012345000017/254/tank-4"],
  ["(01)09506000134352(17)251231(10)ABC", "01/09506000134352/10/ABC"],
  ["(01)09506000134352(10)A\\(B", "01/09506000134352/10/A%28B"],
  ["]C10109506000134352172512311ABC", undefined],
  ["]C101095060001343521725123110ABC\u001d37120", "01/09506000134352/10/ABC"],
  ["\u001d010950600013435210ABC\u001d21S1", "01/09506000134352/21/S1"],
  ["00006141411234567890", "00/006141411234567890"],
])("%s is %s inside", (text, inside) => {
  const read = readKey(text);
  expect(read.ok ? canonical(read.key) : undefined).toBe(inside);
});

test("a serial with its lot and variant is one piece, and says them on the way", () => {
  expect(readKey("https://id.gs1.org/01/09506000134352/22/2A/10/ABC/21/S1")).toEqual({
    ok: true,
    key: { scheme: "sgtin", gtin: "09506000134352", serial: "S1" },
    lot: "ABC",
    variant: "2A",
  });
});

test.each(["(3105)000123", "(7007)250101", "(7007)250101251231", "(7011)2501012359", "(8008)2501012359", "(8008)250101235959", "(423)012345", "(3922)123"])("an element %s beside the key is checked and left aside", (element) => {
  expect(readKey(`(01)09506000134352${element}`)).toMatchObject({ ok: true, key: { scheme: "gtin", gtin: "09506000134352" } });
});

test.each([
  ["", "unknown-scheme"],
  ["wine", "unknown-scheme"],
  ["3012345000017", "unknown-scheme"],
  ["3012345000017000000", "too-long"],
  ["urn:epc:id:giai:9506000.1", "unknown-scheme"],
  ["urn:epc:idpat:sgtin:9506000.*.*", "not-digits"],
  ["urn:epc:idpat:sgtin:9506000.013435.5", "unknown-scheme"],
  ["urn:epc:id:sgtin:9506000.13435.1", "bad-length"],
  ["urn:epc:id:sgtin:95060.00013435.1", "bad-length"],
  ["urn:epc:id:sgtin:9506000.013435", "bad-length"],
  ["urn:epc:id:sgtin:9506000.013435.", "bad-length"],
  ["urn:epc:id:sgtin:9506000.013435.a/b", "bad-character"],
  ["urn:epc:id:sgtin:9506000.013435.a%ZZ", "bad-character"],
  ["urn:epc:id:sscc:0614141.0123456789.1", "bad-length"],
  ["https://id.gs1.org/01/09506000134353", "bad-check-digit"],
  ["https://id.gs1.org/01/9506000134352", "bad-length"],
  ["https://id.gs1.org/01/0950600013435X", "not-digits"],
  ["https://id.gs1.org/01/09506000134352/21/S1/10/ABC", "misplaced-qualifier"],
  ["https://id.gs1.org/01/09506000134352/10/A/10/B", "repeated-element"],
  ["https://id.gs1.org/01/09506000134352?10=ABC", "misplaced-qualifier"],
  ["https://id.gs1.org/01/09506000134352?17=2512", "bad-length"],
  ["https://id.gs1.org/01/09506000134352/10/%E7%93%B6", "bad-character"],
  ["https://id.gs1.org/01/09506000134352/10/%E7", "bad-character"],
  ["https://id.gs1.org/01/09506000134352/10/瓶", "bad-character"],
  [`https://id.gs1.org/01/09506000134352/10/${"A".repeat(21)}`, "too-long"],
  ["https://id.gs1.org/", "unknown-scheme"],
  ["(10)ABC", "unknown-scheme"],
  ["(01)09506000134352(10)", "unknown-scheme"],
  ["(01)09506000134352(999)A", "unknown-scheme"],
  ["(01)09506000134352(3103)000750(3175)000123", "unknown-scheme"],
  ["(01)09506000134352(3106)000123", "unknown-scheme"],
  ["(01)09506000134352(7007)2501011", "bad-length"],
  ["(01)09506000134352(7007)250101251301", "bad-date"],
  ["(01)09506000134352(7011)2501012460", "bad-date"],
  ["(01)09506000134352(8008)2501012359590", "too-long"],
  ["(01)09506000134352(8008)250101235960", "bad-date"],
  ["(01)09506000134352(423)0123", "bad-length"],
  ["(01)09506000134352(01)09506000134352", "repeated-element"],
  ["(01)09506000134353", "bad-check-digit"],
  ["（01）09506000134352", "full-width-digits"],
  ["https://id.gs1.org/01/０9506000134352", "full-width-digits"],
])("%s is refused as %s", (text, code) => {
  expect(readKey(text)).toMatchObject({ ok: false, code });
});

test("a company prefix of other than 6 to 12 digits is not written", () => {
  const { key } = must(readKey("https://id.gs1.org/01/09506000134352"));
  expect(() => toUrn(key, 5)).toThrow(RangeError);
  expect(() => toUrn(key, 13)).toThrow(RangeError);
});

test("reading never throws, whatever is sent", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: "binary" }),
        fc.tuple(fc.constantFrom("urn:epc:id:sgtin:", "https://id.gs1.org/01/", "(01)", "]d201", "\u001d01"), fc.string({ unit: "grapheme" })).map(([head, tail]) => head + tail),
      ),
      (text) => {
        expect(typeof readKey(text).ok).toBe("boolean");
      },
    ),
    { numRuns: 2_000 },
  );
});
