import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";

const PEER = "x-tallyhouse-peer";
const LOOPBACK = /^(?:127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1|::ffff:127\.\d{1,3}\.\d{1,3}\.\d{1,3})$/;

const global = globalThis as typeof globalThis & { tallyhouseMarksPeers?: true };

/**
 * Writes the socket's own address over whatever a caller put into the peer header, before anything reads the request. Next falls over an address
 * whose escapes encode no UTF-8: they are made U+FFFD here, which no number has, so that the call is answered like any other that finds nothing.
 */
export function markPeers(): void {
  global.tallyhouseMarksPeers = true;
  subscribe("http.server.request.start", (message) => {
    const { request, socket } = message as { request: IncomingMessage; socket: Socket };
    request.headers[PEER] = socket.remoteAddress ?? "";
    if (request.url?.includes("%") === true) request.url = decodable(request.url);
  });
}

/** An address in which every run of escapes can be decoded. */
export function decodable(address: string): string {
  return address.replace(/%(?![0-9A-Fa-f]{2})/g, "%25").replace(/(?:%[0-9A-Fa-f]{2})+/g, (escapes) => {
    const text = new TextDecoder().decode(Buffer.from(escapes.replaceAll("%", ""), "hex"));
    return text.includes("\uFFFD") ? encodeURIComponent(text) : escapes;
  });
}

/** Whether a request comes from this machine itself, with no proxy naming anybody else; never where nobody marks the peers. */
export function fromThisMachine(headers: Headers): boolean {
  if (!global.tallyhouseMarksPeers) return false;
  const forwarded = headers.get("x-forwarded-for")?.split(",").map((address) => address.trim()) ?? [];
  return [headers.get(PEER) ?? "", ...forwarded].every((address) => LOOPBACK.test(address));
}
