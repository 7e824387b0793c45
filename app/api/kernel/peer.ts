import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { METHODS } from "./operation.ts";

const PEER = "x-tallyhouse-peer";
const METHOD = "x-tallyhouse-method";
const LOOPBACK = /^(?:127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1|::ffff:127\.\d{1,3}\.\d{1,3}\.\d{1,3})$/;

/** The methods Next answers by; it has no door for the rest. */
const KNOWN: ReadonlySet<string> = new Set(METHODS);
/** An address that, like every page, is served by GET and HEAD alone. */
const PAGES = "/api/health";

const global = globalThis as typeof globalThis & { tallyhouseMarksPeers?: true };

/**
 * Writes the socket's own address over whatever a caller put into the peer header, before anything reads the request. Next falls over an address
 * whose escapes encode no UTF-8, and the database over U+0000: they are made U+FFFD here, which no number has, so that the call is answered like any
 * other that finds nothing. A method that Next has no door for goes where every method it serves nothing for is refused.
 */
export function markPeers(): void {
  global.tallyhouseMarksPeers = true;
  subscribe("http.server.request.start", (message) => {
    const { request, socket } = message as { request: IncomingMessage; socket: Socket };
    request.headers[PEER] = socket.remoteAddress ?? "";
    if (request.url?.includes("%") === true) request.url = decodable(request.url);
    delete request.headers[METHOD];
    if (KNOWN.has(request.method ?? "")) return;
    request.headers[METHOD] = request.method;
    request.method = "PATCH";
    if (request.url?.startsWith("/api/") !== true && request.url?.startsWith("/epcis") !== true) request.url = PAGES;
  });
}

/** The method that a caller asked by. */
export const methodOf = (request: Request): string => request.headers.get(METHOD) ?? request.method;

/** An address in which every run of escapes can be decoded, and encodes no U+0000. */
export function decodable(address: string): string {
  return address.replace(/%(?![0-9A-Fa-f]{2})/g, "%25").replace(/(?:%[0-9A-Fa-f]{2})+/g, (escapes) => {
    const text = new TextDecoder().decode(Buffer.from(escapes.replaceAll("%", ""), "hex"));
    return /[\0\uFFFD]/.test(text) ? encodeURIComponent(text.replaceAll("\0", "\uFFFD")) : escapes;
  });
}

/** Whether a request comes from this machine itself, with no proxy naming anybody else; never where nobody marks the peers. */
export function fromThisMachine(headers: Headers): boolean {
  if (!global.tallyhouseMarksPeers) return false;
  const forwarded = headers.get("x-forwarded-for")?.split(",").map((address) => address.trim()) ?? [];
  return [headers.get(PEER) ?? "", ...forwarded].every((address) => LOOPBACK.test(address));
}
