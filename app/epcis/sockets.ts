import { Server, STATUS_CODES } from "node:http";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { may, type Actor } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { actorOfRequest } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { queryOfDefinition, type EventQuery } from "#lib/feeds/query";
import { queryNamed } from "#lib/feeds/queries/named";
import { placeNow } from "#lib/feeds/queries/subscriptions";
import { isOfSubscription, scheduleInAddress } from "#lib/feeds/subscription";
import { asRefusal, languageOf, problemOf } from "../api/kernel/problem.ts";
import { HttpRefusal, statusOf } from "../api/kernel/refused.ts";
import { named } from "./address.ts";
import { follow, type Following } from "./following.ts";

const PATH = /^\/epcis\/queries\/[^/]+\/events\/?$/;
const MOST_SOCKETS = 500;

const sockets = new WebSocketServer({ noServer: true, maxPayload: 1024 });
const global = globalThis as typeof globalThis & { tallyhouseServesSockets?: true };

/**
 * Answers WebSocket handshakes on `/epcis/queries/{name}/events` (EPCIS 2.0, REST binding). Next has no door for them, and would end the socket:
 * they are taken where the server hands out its events.
 */
export function serveSockets(): void {
  if (global.tallyhouseServesSockets) return;
  global.tallyhouseServesSockets = true;
  const pass = Reflect.get(Server.prototype, "emit") as (this: Server, ...given: unknown[]) => boolean;
  const emit = function (this: Server, ...given: unknown[]): boolean {
    const [event, request, socket, head] = given as [string, IncomingMessage, Duplex, Buffer];
    if (event !== "upgrade" || !PATH.test((request.url ?? "").split("?")[0] ?? "")) return Reflect.apply(pass, this, given);
    void admit(request, socket, head);
    return true;
  };
  Object.assign(Server.prototype, { emit });
}

async function admit(incoming: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
  const request = new Request(new URL(incoming.url ?? "/", "http://house"), { headers: headersOf(incoming) });
  socket.on("error", () => socket.destroy());
  try {
    const following = await followingOf(request);
    sockets.handleUpgrade(incoming, socket, head, (client) => follow(client, following));
  } catch (error) {
    refuse(socket, asRefusal(error, "GET /epcis/queries/{name}/events as a WebSocket"), request.headers);
  }
}

/** Who follows what from where. A browser sends its cookie from any page, so that a socket is opened with a key alone. */
async function followingOf(request: Request): Promise<Following> {
  if (!request.headers.has("authorization")) throw new Refusal("signed-out", "not-signed-in");
  if (sockets.clients.size >= MOST_SOCKETS) throw new HttpRefusal(503, "too-many-sockets", { limit: MOST_SOCKETS });
  const actor: Actor = await actorOfRequest(request);
  if (!may(actor, "event.read")) throw new Refusal("forbidden", "not-permitted", { permission: "event.read" });
  const { searchParams } = new URL(request.url);
  const foreign = [...searchParams.keys()].find((name) => !isOfSubscription(name));
  if (foreign !== undefined) throw new Refusal("bad-input", "unsupported-parameter", { parameter: foreign.slice(0, 80) });
  const schedule = scheduleInAddress(searchParams);
  if ((schedule === undefined) === (searchParams.get("stream") !== "true")) throw new Refusal("bad-input", "stream-or-schedule");
  const since = sinceOf(searchParams.get("initialRecordTime"));
  const queryName = named(request, "queries");
  const [query, here] = await reading(actor, "event.read", async (tx): Promise<[EventQuery, Following["told"]]> => {
    const found = await queryNamed(tx, queryName);
    if (found === undefined) throw new Refusal("not-found", "unknown-query", { name: queryName.slice(0, 80) });
    return [queryOfDefinition(found.definition), await placeNow(tx)];
  });
  const told = since === undefined ? here : { transaction: "0", event: 0 };
  return { actor, queryName, conditions: query.conditions, since, told, schedule, reportIfEmpty: searchParams.get("reportIfEmpty") === "true" };
}

function sinceOf(text: string | null): Date | undefined {
  if (text === null) return undefined;
  const at = new Date(text.replace(" ", "+"));
  if (Number.isNaN(at.getTime())) throw new Refusal("bad-input", "bad-parameter", { parameter: "initialRecordTime", value: text.slice(0, 80) });
  return at;
}

function headersOf(incoming: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) for (const each of [value ?? []].flat()) headers.append(name, each);
  return headers;
}

/** Answers a handshake that is refused, as a problem, and closes. */
function refuse(socket: Duplex, refusal: Refusal, headers: Headers): void {
  const status = statusOf(refusal);
  const body = JSON.stringify(problemOf(refusal, languageOf(headers)));
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\nConnection: close\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}
