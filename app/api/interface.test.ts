import { globSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { PERMISSIONS } from "#lib/access/permission";
import en from "#messages/en/refusals.json" with { type: "json" };
import { openapiDocument } from "./operations/openapi.ts";
import { OPERATIONS } from "./operations/registry.ts";
import { curlOf, operationsShown } from "./operations/shown.ts";
import { answerOf } from "./testing/caller.ts";

const house = join(import.meta.dirname, "..", "..");
const routed = globSync("app/api/{v1/**/,health/,ready/,metrics/,openapi.json/}route.ts", { cwd: house })
  .filter((file) => !file.includes("[..."))
  .map((file) => `/${file.replace(/^app\//, "").replace(/\/route\.ts$/, "").replace(/\[(\w+)\]/g, "{$1}")}`);

describe("the registry of calls", () => {
  it("names every address that has a route, and no other", () => {
    expect([...new Set(OPERATIONS.map(({ path }) => path))].toSorted()).toEqual(routed.toSorted());
  });

  it.each([...new Set(OPERATIONS.map(({ path }) => path))])("%s serves the methods described, and refuses the others with Allow", async (path) => {
    const described = OPERATIONS.filter((operation) => operation.path === path).map(({ method }) => method as string);
    const allowed = [...described, ...(described.includes("GET") ? ["HEAD"] : []), "OPTIONS"].toSorted();
    const refused = ["GET", "POST", "PUT", "PATCH", "DELETE"].filter((method) => !described.includes(method));
    for (const method of refused) {
      const response = await answerOf(method, path, {});
      expect([response.status, response.headers.get("allow")?.split(", ").toSorted(), await response.json()]).toMatchObject([405, allowed, { code: "method-not-allowed" }]);
    }
    expect((await answerOf("OPTIONS", path, {})).status).toBe(204);
  });

  it("calls no two calls alike, and admits by permissions that exist", () => {
    expect(new Set(OPERATIONS.map(({ id }) => id)).size).toBe(OPERATIONS.length);
    expect(OPERATIONS.filter(({ admission }) => admission !== "public" && admission !== "signed-in" && !(admission in PERMISSIONS))).toEqual([]);
  });

  it("explains every name in a path", () => {
    for (const { path, parameters } of OPERATIONS) expect([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)).toEqual(Object.keys(parameters ?? {}));
  });

  it("gives examples that its own schemas take", () => {
    const untaken = OPERATIONS.flatMap(({ id, body }) => body?.schema.safeParse(body.example).error?.issues.map((issue) => ({ id, issue })) ?? []);
    expect(untaken).toEqual([]);
  });

  it("has a sentence for every refusal it names", () => {
    const unworded = OPERATIONS.flatMap(({ refusals = [] }) => refusals).filter((code) => !(code in en));
    expect([...new Set(unworded)]).toEqual([]);
  });
});

describe("the OpenAPI document", () => {
  const document = openapiDocument();

  it("describes every call under its path and method", () => {
    const paths = document["paths"] as Record<string, Record<string, { operationId: string }>>;
    expect(OPERATIONS.map(({ path, method }) => paths[path]?.[method.toLowerCase()]?.operationId)).toEqual(OPERATIONS.map(({ id }) => id));
  });

  it("says what is required of a declaration, down to a line's quantity", () => {
    const put = (document["paths"] as Record<string, Record<string, { requestBody: { content: Record<string, { schema: unknown }> } }>>)["/api/v1/declarations/{number}"]?.["put"];
    expect(put?.requestBody.content["application/json"]?.schema).toMatchObject({
      type: "object",
      required: ["revision", "lodgedAt", "office", "tradeMode", "status", "importer", "lines"],
      properties: { lines: { type: "array", items: { properties: { quantity: { required: ["value", "unit"] } } } } },
    });
  });

  it("has no reference that leads nowhere", () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = ""]) => path);
    const led = (path: string) => path.split("/").reduce((part: unknown, name) => (typeof part === "object" && part !== null ? Reflect.get(part, name) : undefined), document);
    expect([...new Set(references)].filter((path) => led(path) === undefined)).toEqual([]);
    expect(references.some((path) => path.startsWith("components/schemas/Shared"))).toBe(true);
  });

  it("gives an example of each name in an address, and of each that a query must have", () => {
    const operations = Object.values(document["paths"] as Record<string, Record<string, { operationId: string; parameters: { name: string; in: string; required: boolean; example?: string }[] }>>).flatMap((methods) => Object.values(methods));
    const without = operations.flatMap(({ operationId, parameters }) => parameters.filter((one) => one.required && one.example === undefined).map(({ name }) => `${operationId} ${name}`));
    expect(without).toEqual([]);
  });

  it("has patterns that every dialect of regular expressions reads", () => {
    const patterns = [...JSON.stringify(document).matchAll(/"pattern":"((?:[^"\\]|\\.)*)"/g)].map(([, pattern = ""]) => pattern);
    expect([patterns.length > 0, patterns.filter((pattern) => /\\\\p\{|\(\?</.test(pattern))]).toEqual([true, []]);
  });

  it("is JSON without loss", () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });
});

describe("the page", () => {
  it("lists nested fields under those that hold them", () => {
    const lodging = operationsShown("en").flatMap(({ operations }) => operations).find(({ id }) => id === "putDeclaration");
    expect(lodging?.body?.fields.map(({ name, type, required }) => [name, type, required])).toEqual(
      expect.arrayContaining([["lines", "list of object", true], ["lines[].quantity.unit", "string", true], ["lines[].vintage", "integer", false], ["status", '"lodged" | "withdrawn" | "released"', true]]),
    );
  });

  it("writes a line for a shell that says the same as the example", () => {
    const balance = OPERATIONS.find(({ id }) => id === "getCapacityBalance");
    expect(balance && curlOf(balance)).toBe('curl "$TALLYHOUSE/api/v1/capacity/balances?site=3012345000017&gtin=03012345000024&on=2023-06-30" -H "Authorization: Bearer $KEY"');
  });
});
