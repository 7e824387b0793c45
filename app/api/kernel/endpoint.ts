import { may, type Actor } from "#lib/access/actor";
import { parsed, pointerOf } from "#lib/access/parsing";
import { Refusal } from "#lib/access/refusal";
import { actorOfRequest } from "#lib/access/session";
import { STANDING_HEADERS } from "../../headers.ts";
import { jsonOf, readBytes } from "./body.ts";
import { once, type Sent } from "./idempotency.ts";
import { countRequest } from "./metrics.ts";
import { METHODS, parametersOf, type Answer, type Call, type Method, type Operation } from "./operation.ts";
import { methodOf } from "./peer.ts";
import { asRefusal, problemResponse } from "./problem.ts";
import { HttpRefusal } from "./refused.ts";

/** A handler as a route file exports it. */
type Handler = (request: Request) => Promise<Response>;

/** An operation with what it does. */
export type Served = { readonly operation: Operation; readonly handler: Handler };

/** An operation served by a function: the kernel admits the caller, reads query and body, keeps idempotency, and words every no. */
export function serve<Query>(operation: Operation<Query>, handle: (call: Call<Query>) => Promise<Answer>): Served {
  return answering(operation, async (request) => {
    const parameters = parametersOf(operation.path, new URL(request.url).pathname);
    if (parameters === undefined) throw new Refusal("not-found", "no-such-route");
    const actor = await admitted(operation, request);
    const query = queryOf(operation, request);
    const expectedVersion = operation.versioned && operation.method !== "GET" ? versionOf(request.headers.get("if-match")) : undefined;
    const call = { actor, request, parameters, query, expectedVersion };
    if (operation.method === "GET") return response(request, sentOf(await handle({ ...call, body: undefined })));
    const bytes = await readBytes(request);
    const work = async (): Promise<Sent> => sentOf(await handle({ ...call, body: bodyOf(operation, request, bytes) }));
    const key = request.headers.get("idempotency-key");
    return response(request, key === null ? await work() : await once({ actor, key, method: operation.method, path: addressOf(request), bytes }, work));
  });
}

/** An operation whose handler streams its answer. It is admitted, counted and refused like any other. */
export function serveStream(operation: Operation, handle: (actor: Actor, request: Request) => Response): Served {
  return answering(operation, async (request) => handle(await admitted(operation, request), request));
}

/** An operation that everybody may call, or that looks at the caller itself. */
export function serveOpen(operation: Operation, handle: (request: Request) => Promise<Response>): Served {
  return answering(operation, handle);
}

/** All methods of one address: those served, HEAD beside GET, OPTIONS, and 405 with Allow for the rest. */
export function endpoint(...operations: readonly Served[]): Record<Method, Handler> {
  const served = new Map<Method, Handler>(operations.map(({ operation, handler }) => [operation.method, handler]));
  const get = served.get("GET");
  if (get) served.set("HEAD", async (request) => withoutBody(await get(request)));
  const allow = [...served.keys(), "OPTIONS"].join(", ");
  served.set("OPTIONS", async () => new Response(null, { status: 204, headers: { allow } }));
  const refuse: Handler = async (request) => problemResponse(new HttpRefusal(405, "method-not-allowed", { method: methodOf(request), allow }, { headers: { allow } }), request);
  return Object.fromEntries(METHODS.map((method) => [method, served.get(method) ?? refuse])) as Record<Method, Handler>;
}

function answering(operation: Operation, work: Handler): Served {
  const handler: Handler = async (request) => {
    const start = performance.now();
    const answer = await work(request).catch((error: unknown) => problemResponse(asRefusal(error, `${operation.method} ${operation.path}`), request));
    for (const [name, value] of Object.entries(STANDING_HEADERS)) answer.headers.set(name, value);
    countRequest(operation.method, operation.path, answer.status, (performance.now() - start) / 1000);
    return answer;
  };
  return { operation, handler };
}

async function admitted(operation: Operation, request: Request): Promise<Actor> {
  const actor = await actorOfRequest(request);
  if (operation.admission !== "signed-in" && operation.admission !== "public" && operation.refusesByCommand === undefined && !may(actor, operation.admission))
    throw new Refusal("forbidden", "not-permitted", { permission: operation.admission });
  return actor;
}

/** A body as JSON; a call that is described without one may come without one. One that is none and says so itself is refused `json-expected` (415); a body of JSON is taken whatever it is called. */
function bodyOf(operation: Operation, request: Request, bytes: Uint8Array): unknown {
  const contentType = (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (operation.body === undefined && bytes.length === 0) return {};
  const also = operation.body?.also;
  if (also !== undefined && contentType === also.contentType) return also.json(new TextDecoder().decode(bytes).trim());
  try {
    return jsonOf(bytes);
  } catch (error) {
    const accept = ["application/json", ...(also === undefined ? [] : [also.contentType])].join(", ");
    if (contentType === "" || contentType === "text/plain" || contentType.endsWith("json")) throw error;
    throw new HttpRefusal(415, "json-expected", { contentType: contentType.slice(0, 80), accept }, { headers: { accept } });
  }
}

/** The address with its query: what a call is about. */
function addressOf(request: Request): string {
  const { pathname, search } = new URL(request.url);
  return `${pathname}${search}`;
}

/** A query parameter given twice is handed on as a list, which no schema of a single value takes. */
function queryOf<Query>(operation: Operation<Query>, request: Request): Query {
  const given = new URL(request.url).searchParams;
  const values = Object.fromEntries([...new Set(given.keys())].map((name) => [name, given.getAll(name).length > 1 ? given.getAll(name) : given.get(name)]));
  const foreign = [...given].filter(([name, value]) => /[\0\uFFFD]/.test(name + value)).map(([name]) => ({ pointer: pointerOf([name]), code: "not-utf8", detail: "The escapes of this parameter encode no text" }));
  if (foreign.length > 0) throw new Refusal("bad-input", "invalid-input", { problems: foreign.length }, foreign);
  return operation.query ? parsed(operation.query, values) : (undefined as Query);
}

/** The version of an If-Match header, as an ETag of this interface gave it. */
function versionOf(ifMatch: string | null): number | undefined {
  if (ifMatch === null) return undefined;
  const version = /^"([1-9]\d{0,8})"$/.exec(ifMatch.trim())?.[1];
  if (version === undefined) throw new Refusal("bad-input", "if-match-unreadable");
  return Number(version);
}

function sentOf(answer: Answer): Sent {
  const headers = {
    "content-type": "application/json",
    ...(answer.version === undefined ? {} : { etag: `"${answer.version}"` }),
    ...(answer.location === undefined ? {} : { location: answer.location }),
  };
  return { status: answer.status, headers, body: JSON.stringify(answer.body) };
}

function response(request: Request, sent: Sent): Response {
  const headers = { "cache-control": "private, no-cache", ...sent.headers };
  const etag = sent.headers["etag"];
  if (request.method === "GET" && etag !== undefined && request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers });
  return new Response(sent.body, { status: sent.status, headers });
}

function withoutBody(full: Response): Response {
  return new Response(null, { status: full.status, headers: full.headers });
}
