import type { Refusal } from "#lib/access/refusal";
import { actorOfRequest } from "#lib/access/session";
import type { Actor } from "#lib/access/actor";
import { CAPTURE_BYTES, CAPTURE_EVENTS } from "#lib/feeds/captureLimit";
import { METHODS } from "../api/kernel/operation.ts";
import { countRequest } from "../api/kernel/metrics.ts";
import { methodOf } from "../api/kernel/peer.ts";
import { asRefusal, languageOf, problemOf, problemResponse } from "../api/kernel/problem.ts";
import { HttpRefusal, statusOf } from "../api/kernel/refused.ts";
import { STANDING_HEADERS } from "../headers.ts";
import { checkVersions, mediaOf } from "./negotiation.ts";

/** Versions this house speaks, on every EPCIS answer. */
const VERSIONS = { "GS1-EPCIS-Version": "2.0.0", "GS1-CBV-Version": "2.0.0" };

/** What discovery tells beside the versions (EPCIS 2.0 section 12.6). */
const DISCOVERY = {
  ...VERSIONS,
  "GS1-EPCIS-Min": "2.0.0",
  "GS1-EPCIS-Max": "2.0.0",
  "GS1-CBV-Min": "2.0.0",
  "GS1-CBV-Max": "2.0.0",
  "GS1-EPC-Format": "No_Preference",
  "GS1-CBV-XML-Format": "No_Preference",
  "GS1-Extensions": "tallyhouse=urn:tallyhouse:epcis:",
};
const CAPTURE_DISCOVERY = { "GS1-EPCIS-Capture-Limit": String(CAPTURE_EVENTS), "GS1-EPCIS-Capture-File-Size-Limit": String(CAPTURE_BYTES), "GS1-Capture-Error-Behaviour": "all" };

/** The standard's name of a refusal by its code; the rest go by status. */
const NAMES: Readonly<Record<string, string>> = {
  "unsupported-parameter": "QueryParameterException", "bad-parameter": "QueryParameterException", "bad-page-token": "QueryParameterException",
  "query-too-large": "QueryTooLargeException", "query-too-complex": "QueryTooComplexException", "unknown-query": "NoSuchNameException",
  "dest-refused": "SubscriptionControlsException", "invalid-subscription": "SubscriptionControlsException", "unknown-subscription": "NoSuchSubscriptionException",
};
const NAMES_BY_STATUS: Readonly<Record<number, string>> = {
  400: "ValidationException",
  401: "SecurityException",
  403: "SecurityException",
  404: "NoSuchResourceException",
  405: "ImplementationException",
  406: "NotAcceptableException",
  409: "ResourceAlreadyExistsException",
  413: "CaptureLimitExceededException",
  414: "URITooLongException",
  415: "UnsupportedMediaTypeException",
  500: "ImplementationException",
  503: "ImplementationException",
};

/** Statuses that the standard gives to refusals of a body or of a query. */
const STATUS_BY_CODE: Readonly<Record<string, number>> = { "too-large": 413, "too-many-events": 413, "unsupported-media-type": 415, "query-too-large": 413, "query-too-complex": 413 };

/** More characters than an address may have; a longer query is defined by name. */
const LONGEST_ADDRESS = 8000;

type Handler = (request: Request) => Promise<Response>;
type Work = (actor: Actor, request: Request) => Promise<Response>;

/** A method of an EPCIS address: admits the caller, negotiates versions, and answers every no as a problem under the standard's name with our code. `route` is the address as it is documented. */
export function epcis(route: string, handle: (actor: Actor, request: Request) => Promise<Response>): Handler {
  return async (request) => {
    const start = performance.now();
    const answer = await answered(request, handle).catch((error: unknown) => refused(asRefusal(error, `${request.method} ${route}`), request));
    for (const [name, value] of Object.entries({ ...STANDING_HEADERS, ...VERSIONS })) answer.headers.set(name, value);
    countRequest(request.method, route, answer.status, (performance.now() - start) / 1000);
    return answer;
  };
}

async function answered(request: Request, handle: (actor: Actor, request: Request) => Promise<Response>): Promise<Response> {
  const actor = await actorOfRequest(request);
  if (request.url.length > LONGEST_ADDRESS) throw new HttpRefusal(414, "address-too-long", { limit: LONGEST_ADDRESS });
  checkVersions(request.headers);
  mediaOf(request.headers, { xml: true });
  return handle(actor, request);
}

/** The answer to OPTIONS: which methods, versions and limits there are. */
export function discovery(allow: string, { capture = false }: { readonly capture?: boolean } = {}): Handler {
  return async () => new Response(null, { status: 204, headers: { ...STANDING_HEADERS, Allow: allow, ...DISCOVERY, ...(capture ? CAPTURE_DISCOVERY : {}) } });
}

/** All methods of an address: those served, HEAD beside GET, OPTIONS for discovery, and 405 with Allow for the rest. */
export function resource(route: string, served: { readonly GET?: Work; readonly POST?: Work; readonly DELETE?: Work }): Record<(typeof METHODS)[number], Handler> {
  const handlers = new Map<string, Handler>(Object.entries(served).map(([method, work]) => [method, epcis(route, work)]));
  const get = handlers.get("GET");
  if (get !== undefined) handlers.set("HEAD", async (request) => withoutBody(await get(request)));
  const allow = ["OPTIONS", ...handlers.keys()].join(", ");
  handlers.set("OPTIONS", discovery(allow));
  const refuse = epcis(route, async (_actor, request) => {
    throw new HttpRefusal(405, "method-not-allowed", { method: methodOf(request), allow }, { headers: { allow } });
  });
  return Object.fromEntries(METHODS.map((method) => [method, handlers.get(method) ?? refuse])) as Record<(typeof METHODS)[number], Handler>;
}

function withoutBody({ status, headers }: Response): Response {
  return new Response(null, { status, headers });
}

/** JSON text as an answer that nobody keeps. */
export function json(text: string, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(text, { status, headers: { "content-type": "application/json", "cache-control": "private, no-cache", ...headers } });
}

/** The header that leads to the next page; none on the last. */
export function nextPage(request: Request, token: string | null): Readonly<Record<string, string>> {
  if (token === null) return {};
  const url = new URL(request.url);
  url.searchParams.set("nextPageToken", token);
  return { link: `<${url.pathname}${url.search}>; rel="next"` };
}

function refused(refusal: Refusal, request: Request): Response {
  const status = STATUS_BY_CODE[refusal.code];
  const sent = status === undefined || refusal instanceof HttpRefusal ? refusal : new HttpRefusal(status, refusal.code, refusal.facts, { errors: refusal.errors });
  const answer = problemResponse(sent, request);
  const type = `epcisException:${NAMES[sent.code] ?? NAMES_BY_STATUS[statusOf(sent)] ?? "ValidationException"}`;
  return new Response(JSON.stringify({ ...problemOf(sent, languageOf(request.headers)), type }), { status: answer.status, headers: answer.headers });
}
