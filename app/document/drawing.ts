import { randomBytes, timingSafeEqual } from "node:crypto";
import { Agent, request, type IncomingHttpHeaders } from "node:http";
import { stencilOf, type Stencil } from "./stencil.ts";

/** The header by which this process asks itself for a document that is drawn for everybody of a post. */
const DRAWING = "x-tallyhouse-drawing";
const LONGEST_MS = 10_000;
const agent = new Agent({ keepAlive: true });

/** What of an answer is handed on with its bytes. */
const KEPT_HEADERS = ["content-type", "cache-control", "vary", "link"] as const;

/** A document drawn once: its stencil, and the headers it was answered with. */
export type Drawn = { readonly stencil: Stencil; readonly headers: Readonly<Record<string, string>> };

const held = globalThis as typeof globalThis & { tallyhouseDrawingKey?: string };

/** The word by which this process knows its own requests. It lives as long as the process, and is sent to nobody but itself. */
function key(): string {
  return (held.tallyhouseDrawingKey ??= randomBytes(32).toString("base64url"));
}

/** Whether a request is this process asking itself for a drawing. A caller who makes the header up is answered like anybody. */
export function isDrawing(headers: Headers): boolean {
  const given = Buffer.from(headers.get(DRAWING) ?? "");
  const known = Buffer.from(key());
  return given.length === known.length && timingSafeEqual(given, known);
}

/** Draws a document as this server draws it for the bearer of a cookie; undefined where it answers anything but a document (a redirect, a refusal, an error). */
export async function drawn(path: string, { cookie, secure }: { readonly cookie: string; readonly secure: boolean }): Promise<Drawn | undefined> {
  const { status, headers, body } = await askedOfItself(path, { cookie, "x-forwarded-proto": secure ? "https" : "http" });
  const nonce = /'nonce-([^']+)'/.exec(headers["content-security-policy"]?.toString() ?? "")?.[1];
  const stencil = status === 200 && nonce !== undefined ? stencilOf(body, nonce) : undefined;
  if (stencil === undefined) return undefined;
  const kept = KEPT_HEADERS.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name].toString()] as const]));
  return { stencil, headers: Object.fromEntries(kept) };
}

type Answer = { readonly status: number | undefined; readonly headers: IncomingHttpHeaders; readonly body: Buffer };

/** By node:http: with fetch a tenth of a drawing goes into handing the parts of the answer on. */
function askedOfItself(path: string, headers: Readonly<Record<string, string>>): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const given = { ...headers, [DRAWING]: key(), accept: "text/html" };
  request(`${ownAddress(process.env)}${path}`, { agent, headers: given, signal: AbortSignal.timeout(LONGEST_MS) }, (answer) => {
    const parts: Buffer[] = [];
    answer.on("data", (part: Buffer) => parts.push(part));
    answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }));
    answer.on("error", reject);
  }).on("error", reject).end();
  return promise;
}

/** Where this process answers, as seen from its own machine (PORT and HOSTNAME, as the server was started with). */
export function ownAddress(env: NodeJS.ProcessEnv): string {
  const host = env["HOSTNAME"] ?? "localhost";
  const reached = { "0.0.0.0": "127.0.0.1", "::": "[::1]" }[host] ?? (host.includes(":") ? `[${host}]` : host);
  return `http://${reached}:${env["PORT"] ?? 3000}`;
}
