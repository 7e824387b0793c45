import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";

const PEER = "x-tallyhouse-peer";
const LOOPBACK = /^(?:127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1|::ffff:127\.\d{1,3}\.\d{1,3}\.\d{1,3})$/;

const global = globalThis as typeof globalThis & { tallyhouseMarksPeers?: true };

/** Writes the socket's own address over whatever a caller put into the peer header, before anything reads the request. */
export function markPeers(): void {
  global.tallyhouseMarksPeers = true;
  subscribe("http.server.request.start", (message) => {
    const { request, socket } = message as { request: IncomingMessage; socket: Socket };
    request.headers[PEER] = socket.remoteAddress ?? "";
  });
}

/** Whether a request comes from this machine itself, with no proxy naming anybody else; never where nobody marks the peers. */
export function fromThisMachine(headers: Headers): boolean {
  if (!global.tallyhouseMarksPeers) return false;
  const forwarded = headers.get("x-forwarded-for")?.split(",").map((address) => address.trim()) ?? [];
  return [headers.get(PEER) ?? "", ...forwarded].every((address) => LOOPBACK.test(address));
}
