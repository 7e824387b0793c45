import { join } from "node:path";
import { expect } from "vitest";
import { issueApiKey } from "#lib/access/commands/key";
import type { Role } from "#lib/access/permission";
import { METHODS, type Operation } from "../kernel/operation.ts";
import { OPERATIONS } from "../operations/registry.ts";

const HOUSE = { kind: "system", name: "test" } as const;

/** What a test sends: names for the path, a query, a body (an object is written as JSON, bytes and text go as they are), headers. */
export type Sent = { readonly path?: Readonly<Record<string, string>>; readonly query?: string; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> };

/** An answer as a test looks at it. */
export type Got = { readonly status: number; readonly headers: Headers; readonly body: Readonly<Record<string, unknown>>; readonly text: string };

/** One caller of the interface with a key of its own. */
export type Caller = { readonly key: string; readonly call: (id: string, sent?: Sent) => Promise<Got> };

/** A caller of a role, in an organisation of its own when a code is given. */
export async function callerOf(role: Role, organisation?: string): Promise<Caller> {
  const { key } = await issueApiKey(HOUSE, { role, ...(organisation === undefined ? {} : { organisation }) });
  return { key, call: (id, sent = {}) => call(id, sent, key) };
}

/** Calls an operation by its id through the handler its route file exports; an answer of a documented status must have its documented shape. */
export async function call(id: string, sent: Sent, key?: string): Promise<Got> {
  const operation = OPERATIONS.find((one) => one.id === id);
  if (operation === undefined) throw new Error(`there is no operation ${id}`);
  const response = await answerOf(operation.method, operation.path, sent, key);
  const text = await response.text();
  const json: unknown = /^application\/(?:problem\+)?json/.test(response.headers.get("content-type") ?? "") && text !== "" ? JSON.parse(text) : {};
  conforms(operation, response, json);
  const body = typeof json === "object" && json !== null ? Object.fromEntries(Object.entries(json)) : {};
  return { status: response.status, headers: response.headers, body, text };
}

/** The raw response of a method on a path of the registry. */
export async function answerOf(method: string, path: string, sent: Sent, key?: string): Promise<Response> {
  const pathname = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(sent.path?.[name] ?? ""));
  const headers = new Headers({ ...(key === undefined ? {} : { authorization: `Bearer ${key}` }), ...sent.headers });
  const url = `http://127.0.0.1:3000${pathname}${sent.query === undefined ? "" : `?${sent.query}`}`;
  const body = bodyOf(sent.body);
  const handler = (await handlersOf(path))[method];
  if (handler === undefined) throw new Error(`${path} exports no ${method}`);
  return handler(new Request(url, { method, headers, ...(body === undefined ? {} : { body, duplex: "half" }) }));
}

type Handler = (request: Request) => Promise<Response>;

/** What the route file of a path exports. */
export async function handlersOf(path: string): Promise<Readonly<Record<string, Handler>>> {
  const file = join(import.meta.dirname, "..", "..", path.replace(/\{(\w+)\}/g, "[$1]"), "route.ts");
  const exported: unknown = await import(file);
  if (typeof exported !== "object" || exported === null) return {};
  return Object.fromEntries(METHODS.flatMap((method) => (method in exported ? [[method, Reflect.get(exported, method)]] : [])));
}

function bodyOf(body: unknown): BodyInit | undefined {
  if (body === undefined || typeof body === "string" || body instanceof ReadableStream) return body;
  return body instanceof Uint8Array ? Uint8Array.from(body) : JSON.stringify(body);
}

/** A documented status has its documented shape, and the sentence of a refusal has all of its facts. */
function conforms(operation: Operation, response: Response, json: unknown): void {
  if (response.status >= 400) expect(json, `${operation.id} left a fact of its sentence out`).not.toMatchObject({ detail: expect.stringContaining("—") });
  const shape = operation.answers[response.status];
  if (shape === undefined) expect(response.headers.get("content-type"), `${operation.id} answered ${response.status}`).toBe(response.status === 304 ? "application/json" : "application/problem+json");
  else if (shape.schema && shape.contentType === undefined) expect(shape.schema.safeParse(json).error?.issues ?? []).toEqual([]);
}
