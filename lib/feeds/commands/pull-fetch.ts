import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import type { Transform } from "node:stream";
import { request, type Dispatcher } from "undici";
import type { SignIn } from "../source.ts";
import { failureOf, PullFailure } from "../sourceProblem.ts";
import { retryAfter } from "../sourceSchedule.ts";
import { guardedAgent, type Guard } from "./pull-guard.ts";

/** The most bytes of one answer, unpacked; and how long it may take in all. */
export const ANSWER_BYTES = 20_000_000;
export const ANSWER_MS = 45_000;
const MOST_REDIRECTS = 5;
const UNPACKERS: Readonly<Record<string, () => Transform>> = { gzip: () => createGunzip(), "x-gzip": () => createGunzip(), deflate: () => createInflate(), br: () => createBrotliDecompress() };

/** What a source is read with: where it may be connected to, its secret in the clear, and the limits of one answer. */
export type Reach = { readonly guard: Guard; readonly agent: Dispatcher; readonly secret: string | null; readonly bytes: number; readonly ms: number };

/** A way to a source under a guard, for one reading; `close` ends its connections. */
export function reachWith(guard: Guard, secret: string | null, limits: { readonly bytes?: number; readonly ms?: number } = {}): Reach & { readonly close: () => Promise<void> } {
  const agent = guardedAgent(guard);
  return { guard, agent, secret, bytes: limits.bytes ?? ANSWER_BYTES, ms: limits.ms ?? ANSWER_MS, close: async () => agent.destroy() };
}

/** An answer of a source, whole and unpacked. A 304 has no body. */
export type Fetched = { readonly status: 200 | 304; readonly body: Uint8Array; readonly url: string; readonly contentType: string; readonly header: (name: string) => string | undefined; readonly at: Date };

/**
 * Gets an address. Redirects are followed by hand, five at most, to http and https alone, each under the same guard; the secret does not follow
 * to another origin than that of `home`, the source's own address. Size, time and what a packed body unpacks to are bounded. Throws PullFailure, also for every status but 200 and 304.
 */
export async function fetchOnce(
  reach: Reach,
  address: string,
  { signIn, home = address, headers = {} }: { readonly signIn: SignIn; readonly home?: string; readonly headers?: Readonly<Record<string, string>> },
): Promise<Fetched> {
  const deadline = AbortSignal.timeout(reach.ms);
  let url = new URL(address);
  const { origin } = new URL(home);
  try {
    for (let hops = 0; ; hops++) {
      const answer = await request(url, {
        dispatcher: reach.agent,
        signal: deadline,
        headers: { "user-agent": "Tallyhouse", "accept-encoding": "gzip, br", ...headers, ...(url.origin === origin ? credentials(signIn, reach.secret) : {}) },
      });
      const at = new Date();
      const header = (name: string): string | undefined => [answer.headers[name]].flat()[0];
      if (answer.statusCode === 200) return { status: 200, body: await bodyOf(answer.body, header("content-encoding"), reach.bytes, deadline), url: url.href, contentType: header("content-type") ?? "", header, at };
      answer.body.on("error", () => undefined).destroy();
      if (answer.statusCode === 304) return { status: 304, body: new Uint8Array(), url: url.href, contentType: "", header, at };
      if (answer.statusCode < 300 || answer.statusCode > 399) throw refusedBy(answer.statusCode, header("retry-after"), at);
      if (hops === MOST_REDIRECTS) throw new PullFailure("too-many-redirects", { most: MOST_REDIRECTS });
      url = redirected(url, header("location"));
    }
  } catch (error) {
    if (deadline.aborted) throw new PullFailure("timed-out", { reason: `${reach.ms / 1000} s` });
    throw failureOf(error);
  }
}

function redirected(from: URL, location: string | undefined): URL {
  const to = location !== undefined && URL.canParse(location, from) ? new URL(location, from) : undefined;
  if (to === undefined || !/^https?:$/.test(to.protocol)) throw new PullFailure("redirect-refused", { location: (location ?? "").slice(0, 200) });
  return to;
}

function credentials(signIn: SignIn, secret: string | null): Record<string, string> {
  if (signIn.kind === "none" || secret === null) return {};
  if (signIn.kind === "bearer") return { authorization: `Bearer ${secret}` };
  if (signIn.kind === "basic") return { authorization: `Basic ${Buffer.from(`${signIn.user}:${secret}`).toString("base64")}` };
  return { [signIn.name.toLowerCase()]: secret };
}

function refusedBy(status: number, header: string | undefined, at: Date): PullFailure {
  const wait = retryAfter(header, at);
  if (status === 429 || status === 503) return new PullFailure("asked-to-wait", { status, ...(wait === null ? {} : { seconds: wait }) }, wait);
  return new PullFailure(status === 401 || status === 403 ? "sign-in-failed" : "status", { status }, wait);
}

async function bodyOf(body: Dispatcher.ResponseData["body"], coding: string | undefined, most: number, signal: AbortSignal): Promise<Uint8Array> {
  const codings = (coding ?? "").split(",").map((one) => one.trim().toLowerCase()).filter((one) => one !== "" && one !== "identity");
  if (codings.length > 1) throw new PullFailure("not-unpacked", { coding: codings.join(", ").slice(0, 40) });
  const packed = await gathered(body, most);
  return codings[0] === undefined ? packed : unpacked(packed, codings[0], most, signal);
}

/** Unpacks bytes by a content coding; what would unpack to more than `most` is refused, before it is held in memory. */
export async function unpacked(bytes: Uint8Array, coding: string, most: number, signal?: AbortSignal): Promise<Uint8Array> {
  const make = UNPACKERS[coding];
  if (make === undefined) throw new PullFailure("not-unpacked", { coding: coding.slice(0, 40) });
  const stream = make();
  signal?.addEventListener("abort", () => stream.destroy());
  stream.end(bytes);
  try {
    return await gathered(stream, most);
  } catch (error) {
    if (error instanceof PullFailure) throw error;
    throw new PullFailure("not-unpacked", { coding });
  }
}

/** A stream's bytes as one piece. One longer than `most` is ended and fails as `too-large`, before it is held in memory. */
export async function gathered(stream: AsyncIterable<Uint8Array> & { destroy(): unknown }, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > most) {
      stream.destroy();
      throw new PullFailure("too-large", { limit: most });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
