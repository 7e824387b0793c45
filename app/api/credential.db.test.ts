import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "#db/testing";
import sample from "../../lib/feeds/formats/untp/sample.json" with { type: "json" };
import { callerOf, type Caller } from "./testing/caller.ts";
import { BOTTLE, recordGoods } from "./testing/wine.ts";

let test: TestDatabase;
let inspector: Caller;

beforeAll(async () => {
  test = await testDatabase();
  inspector = await callerOf("inspector");
  await recordGoods(await callerOf("administrator"));
});

afterAll(async () => {
  await test.close();
});

const [assessment] = sample.credentialSubject.assessment;
const credential = (change: object = {}) => ({
  ...sample,
  credentialSubject: { ...sample.credentialSubject, assessment: [{ ...assessment, assessedProduct: [{ product: { id: `https://id.gs1.org/01/${BOTTLE}` } }], ...change }] },
});
const submit = (body: unknown) => inspector.call("postCapacityCertificate", { body });

describe("a conformity credential in place of a certificate", () => {
  it("becomes the certificate that it declares, once", async () => {
    const answer = await submit(credential());
    expect(answer).toMatchObject({
      status: 201,
      body: {
        number: "CAP-2023-0017",
        status: "submitted",
        scope: { gtins: [BOTTLE] },
        quantity: { value: "60000", unit: "XBO" },
        production: { from: "2023-01-01", to: "2024-01-01" },
      },
    });
    expect((await submit(credential())).status).toBe(200);
  });

  it("may come enveloped in a JWT", async () => {
    const jwt = ["{}", JSON.stringify(credential()), ""].map((part) => Buffer.from(part).toString("base64url")).join(".");
    expect((await submit({ "@context": "https://www.w3.org/ns/credentials/v2", type: "EnvelopedVerifiableCredential", id: `data:application/vc+jwt,${jwt}` })).status).toBe(200);
  });

  it("may come as that JWT alone, and nothing else under its name", async () => {
    const jwt = ["{}", JSON.stringify(credential()), ""].map((part) => Buffer.from(part).toString("base64url")).join(".");
    const headers = { "content-type": "application/vc+jwt" };
    expect(await inspector.call("postCapacityCertificate", { body: `${jwt}\n`, headers })).toMatchObject({ status: 200, body: { number: "CAP-2023-0017" } });
    expect(await inspector.call("postCapacityCertificate", { body: "not.a.token", headers })).toMatchObject({ status: 400, body: { code: "invalid-credential" } });
    expect(await inspector.call("postCapacityCertificate", { body: jwt, headers: { "content-type": "application/jose" } })).toMatchObject({ status: 415, body: { code: "json-expected" } });
  });

  it.each([
    ["that declares no capacity", { declaredValue: [] }, 422, "not-one-capacity"],
    ["whose assessment names no facility", { assessedFacility: [] }, 400, "invalid-credential"],
    ["whose criteria are not met", { compliance: false }, 400, "invalid-credential"],
    ["of products that nobody recorded", { assessedProduct: [{ product: { id: "https://id.gs1.org/01/09506000134352" } }] }, 422, "unknown-product"],
  ])("%s is refused", async (_what, change, status, code) => {
    expect(await submit(credential(change))).toMatchObject({ status, body: { code } });
  });

  it("of another kind is refused where it says so", async () => {
    expect(await submit({ ...sample, type: ["VerifiableCredential"] })).toMatchObject({ status: 400, body: { code: "invalid-credential", errors: [{ pointer: "/type" }] } });
  });
});
