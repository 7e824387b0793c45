import { describe, expect, it } from "vitest";
import { certificateBody } from "#lib/certificates/submission";
import { capacityDrafts } from "./capacity.ts";
import { readCredential } from "./credential.ts";
import sample from "./sample.json" with { type: "json" };

const now = new Date("2024-06-01T00:00:00Z");
const [assessment] = sample.credentialSubject.assessment;
const [, capacity] = assessment?.declaredValue ?? [];

const read = (credential: unknown, at = now) => readCredential(typeof credential === "string" ? credential : JSON.stringify(credential), { now: at });
const subject = (change: object) => ({ ...sample, credentialSubject: { ...sample.credentialSubject, ...change } });
const assessed = (change: object) => subject({ assessment: [{ ...assessment, ...change }] });
const codes = (credential: unknown, at = now) => read(credential, at).problems.map(({ code, pointer }) => `${code} ${pointer}`);

function draftsOf(credential: unknown) {
  const { record } = read(credential);
  return record === null ? [] : capacityDrafts(record);
}

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const jwt = (payload: unknown) => `${base64({ alg: "ES256", typ: "vc+jwt" })}.${base64(payload)}.c2lnbmF0dXJl`;

describe("a conformity credential", () => {
  it("says who certified what of whom, until when, and which file it stands for", () => {
    expect(read(sample).record).toMatchObject({
      id: "https://inspection.example/credentials/CAP-2023-0017",
      issuer: { id: "did:web:inspection.example", name: "Example Inspection Body" },
      issuedTo: { name: "Château Tallebot", gln: "3012345000017" },
      validUntil: new Date("2026-01-15T00:00:00Z"),
      certificate: { url: "https://inspection.example/certificates/CAP-2023-0017.pdf", method: "SHA-256" },
      assessments: [
        {
          compliant: true,
          date: "2024-01-10",
          facilities: [{ gln: "3012345000017", gtin: null }],
          products: [{ gtin: "03012345123457", gln: null }],
          declared: [
            { name: "Energy used", value: "12.5" },
            { value: "60000", unit: "XBO" },
          ],
        },
      ],
    });
  });

  it("is never trusted for its own sake", () => {
    expect(codes(sample)).toEqual(["signature-not-verified "]);
  });

  it.each([
    ["a JWT", jwt(sample)],
    ["a JWT with the claim of VC 1.1", jwt({ iss: "did:web:inspection.example", vc: sample })],
    ["an enveloped credential", JSON.stringify({ type: "EnvelopedVerifiableCredential", id: `data:application/vc+jwt,${jwt(sample)}` })],
  ])("is read out of %s, whose signature is not looked at", (_what, body) => {
    expect(read(body).record).toMatchObject({ enveloped: true, id: sample.id });
    expect(codes(body)).toContain("signature-not-verified ");
  });

  it.each([
    ["it has expired", sample, new Date("2026-01-15T00:00:00Z"), "credential-expired /validUntil"],
    ["it is not valid yet", sample, new Date("2024-01-14T00:00:00Z"), "credential-not-yet-valid /validFrom"],
    ["the criteria are not met", assessed({ compliance: false }), now, "not-compliant /credentialSubject/assessment/0"],
    ["nothing was assessed", subject({ assessment: [] }), now, "missing /credentialSubject/assessment"],
  ])("%s", (_what, credential, at, code) => {
    expect(codes(credential, at)).toContain(code);
  });

  it.each([
    ["no JSON", "{", "malformed-json "],
    ["a list", "[]", "not-a-document "],
    ["another credential", { ...sample, type: ["VerifiableCredential"] }, "not-a-conformity-credential /type"],
    ["no subject", { ...sample, credentialSubject: 1 }, "not-a-conformity-credential /credentialSubject"],
    ["a JWT without JSON in it", "eyJhbGciOiJub25lIn0.bm90IGpzb24.", "malformed-json "],
  ])("%s is none", (_what, body, code) => {
    expect(read(body).record).toBeNull();
    expect(codes(body)).toEqual([code]);
  });
});

describe("a declared production capacity", () => {
  it("is a capacity certificate that can be submitted as it is", () => {
    const [one] = draftsOf(sample);
    expect(one).toEqual({
      draft: {
        number: "CAP-2023-0017",
        site: "3012345000017",
        scope: { gtins: ["03012345123457"] },
        quantity: { value: "60000", unit: "XBO" },
        production: { from: "2023-01-01", to: "2024-01-01" },
      },
      problems: [],
    });
    expect(certificateBody.safeParse(one?.draft).success).toBe(true);
  });

  it.each([
    ["Production capacity 2023", 1],
    ["certified capacity", 1],
    ["年产能 2023", 1],
    ["Energy used", 0],
    ["heat capacity", 0],
  ])("%s: %i", (metricName, certificates) => {
    expect(draftsOf(assessed({ declaredValue: [{ ...capacity, metricName }] }))).toHaveLength(certificates);
  });

  it.each([
    ["the metric's own dates, the last one in it", { startDate: "2023-08-01", endDate: "2023-12-31" }, { from: "2023-08-01", to: "2024-01-01" }, []],
    ["the year in its name", {}, { from: "2023-01-01", to: "2024-01-01" }, []],
    ["the validity, which is doubted", { metricName: "Production capacity" }, { from: "2024-01-15", to: "2026-01-15" }, ["period-from-validity"]],
  ])("is for %s", (_what, change, production, doubts) => {
    const [one] = draftsOf(assessed({ declaredValue: [{ ...capacity, ...change }] }));
    expect(one?.draft.production).toEqual(production);
    expect(one?.problems.map(({ code }) => code)).toEqual(doubts);
  });

  it.each([
    ["no facility", { assessedFacility: [] }, "no-facility /credentialSubject/assessment/0/assessedFacility"],
    ["two facilities", { assessedFacility: [assessment?.assessedFacility[0], assessment?.assessedFacility[0]] }, "several-facilities /credentialSubject/assessment/0/assessedFacility"],
    ["no product with a GTIN", { assessedProduct: [{ product: { name: "wine" } }] }, "no-products /credentialSubject/assessment/0/assessedProduct"],
    ["no unit", { declaredValue: [{ ...capacity, metricValue: { value: 1 } }] }, "no-unit /credentialSubject/assessment/0/declaredValue/0/metricValue/unit"],
  ])("with %s says what is missing", (_what, change, code) => {
    expect(draftsOf(assessed(change)).flatMap(({ problems }) => problems.map((one) => `${one.code} ${one.pointer}`))).toContain(code);
  });

  it("keeps a value that no double holds, and numbers several certificates of one credential", () => {
    const text = JSON.stringify(assessed({ declaredValue: [capacity, { ...capacity, metricName: "Production capacity 2024" }] })).replace("60000", "9007199254740993");
    const drafts = draftsOf(text).map(({ draft }) => [draft.number, draft.quantity?.value]);
    expect(drafts).toEqual([["CAP-2023-0017-1", "9007199254740993"], ["CAP-2023-0017-2", "60000"]]);
  });
});
