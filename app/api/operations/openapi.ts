import { z } from "zod";
import { PERMISSIONS, ROLES, type Role } from "#lib/access/permission";
import { GROUPS, type AnswerShape, type Operation } from "../kernel/operation.ts";
import { withSharedDefinitions } from "./definitions.ts";
import { problemAnswer } from "./declarations.ts";
import { OPERATIONS } from "./registry.ts";

/** A JSON Schema (2020-12) as it stands in the document. */
export type JsonSchema = z.core.JSONSchema.JSONSchema;

/** A part of the document. */
type Part = { readonly [member: string]: unknown };

/** A parameter of a call, in its address or its headers. */
export type Parameter = { readonly name: string; readonly in: "path" | "query" | "header"; readonly required: boolean; readonly description?: string; readonly example?: string; readonly schema: JsonSchema };

/** The schema that parses, as JSON Schema: what may be sent, or what is answered. A pattern with Unicode classes is left out: not every reader of the document has them, and one that has not refuses the whole of it. */
export function jsonSchemaOf(schema: z.ZodType, io: "input" | "output"): JsonSchema {
  const override = ({ jsonSchema }: { readonly jsonSchema: JsonSchema }): void => {
    if (jsonSchema.pattern?.includes(String.raw`\p{`) === true) delete jsonSchema.pattern;
  };
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any", override });
  return rest;
}

/** The roles an operation admits; null where everybody is. */
export function rolesOf(operation: Operation): readonly Role[] | null {
  if (operation.admission === "public") return null;
  return operation.admission === "signed-in" ? ROLES : PERMISSIONS[operation.admission];
}

/** The statuses a call refuses with, beside those it answers with. */
export function refusedStatuses(operation: Operation): readonly number[] {
  const open = operation.admission === "public";
  return [
    ...(open ? [] : [400, 401, 403]),
    ...(operation.parameters || operation.refusals ? [404] : []),
    ...(operation.refusals && !operation.body ? [422] : []),
    ...(operation.body ? [409, 413, 415, 422] : []),
    ...(operation.versioned && operation.body ? [412] : []),
  ].toSorted((a, b) => a - b);
}

/** OpenAPI 3.1 of the whole interface, made of the schemas that parse. */
export function openapiDocument(): Part {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of OPERATIONS) (paths[operation.path] ??= {})[operation.method.toLowerCase()] = operationObject(operation);
  return withSharedDefinitions({
    openapi: "3.1.1",
    info: {
      title: "Tallyhouse 核量",
      version: "1",
      description:
        "What was declared, held against what was certified. JSON in UTF-8; instants RFC 3339 with offset; decimals as strings; quantities with UN/ECE Rec 20/21 unit codes. Errors are RFC 9457 problems with a stable `code`, worded by Accept-Language (en, zh-CN).",
    },
    servers: [{ url: "/" }],
    security: [{ key: [] }],
    tags: GROUPS.map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { key: { type: "http", scheme: "bearer", description: "A key made by `npm run -s api-key -- --role <role>` or by an administrator." } },
      schemas: { Problem: jsonSchemaOf(problemAnswer, "output") },
    },
  });
}

function operationObject(operation: Operation): Part {
  const roles = rolesOf(operation);
  return {
    operationId: operation.id,
    tags: [operation.group],
    summary: operation.summary.en,
    "x-summary-zh": operation.summary.zh,
    ...(roles === null ? { security: [] } : { "x-roles": roles }),
    ...(operation.refusals ? { "x-refusals": operation.refusals } : {}),
    parameters: parametersOf(operation),
    ...(operation.body ? { requestBody: { required: true, content: bodyContent(operation.body) } } : {}),
    responses: responsesOf(operation),
  };
}

function bodyContent({ contentType, schema, example, also }: NonNullable<Operation["body"]>): Part {
  return { [contentType]: { schema: jsonSchemaOf(schema, "input"), example }, ...(also === undefined ? {} : { [also.contentType]: { schema: { type: "string", description: also.says } } }) };
}

function parametersOf(operation: Operation): Parameter[] {
  const path = Object.entries(operation.parameters ?? {}).map(([name, says]): Parameter => ({ name, in: "path", required: true, description: says.en, example: says.example, schema: { type: "string" } }));
  const writes = operation.body !== undefined && operation.body.contentType === "application/json";
  return [
    ...path,
    ...queryParameters(operation),
    ...(writes ? [header("Idempotency-Key", "Up to 255 visible ASCII characters; the same request under it gets the same answer for 24 hours.")] : []),
    ...(writes && operation.versioned ? [header("If-Match", "The ETag of the version that was read; 412 when another stands meanwhile.")] : []),
    header("Accept-Language", "The language of `detail` in problems: en or zh-CN."),
  ];
}

/** The names in an operation's query, each with its schema. */
export function queryParameters(operation: Operation): Parameter[] {
  if (!operation.query) return [];
  const { properties = {}, required = [] } = jsonSchemaOf(operation.query, "input");
  const examples = new URLSearchParams(operation.exampleQuery);
  return Object.entries(properties).map(([name, property]): Parameter => {
    const { description, ...schema } = typeof property === "boolean" ? {} : property;
    const example = examples.get(name);
    return { name, in: "query", required: required.includes(name), ...(description === undefined ? {} : { description }), ...(example === null ? {} : { example }), schema };
  });
}

function header(name: string, description: string): Parameter {
  return { name, in: "header", required: false, description, schema: { type: "string" } };
}

function responsesOf(operation: Operation): Part {
  const answers = Object.entries(operation.answers).map(([status, shape]: [string, AnswerShape]) => [
    status,
    {
      description: shape.says.en,
      ...(operation.versioned ? { headers: { ETag: { schema: { type: "string" }, description: "The version, for If-Match and If-None-Match." } } } : {}),
      ...(shape.schema || shape.contentType ? { content: { [shape.contentType ?? "application/json"]: { schema: shape.schema ? jsonSchemaOf(shape.schema, "output") : {} } } } : {}),
    },
  ]);
  const problem = { description: "A problem (RFC 9457) with its `code`", content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } } };
  const unchanged = operation.versioned && operation.method === "GET" ? [["304", { description: "The version that If-None-Match names still stands" }]] : [];
  const others = [["default", { ...problem, description: "Any other problem (RFC 9457): a method that is not served, a body that comes too slowly, too many calls, a defect" }]];
  return Object.fromEntries([...answers, ...unchanged, ...refusedStatuses(operation).filter((status) => !(status in operation.answers)).map((status) => [String(status), problem]), ...others]);
}
