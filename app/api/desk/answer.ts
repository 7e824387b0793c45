import type { Transaction } from "#db/client";
import { may, type Actor } from "#lib/access/actor";
import type { Permission } from "#lib/access/permission";
import { Refusal } from "#lib/access/refusal";
import { actorOfRequest } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { asRefusal, problemResponse } from "../kernel/problem.ts";
import { asIs, asJson, heldAnswer, outlookOf, type Json } from "./held.ts";

type Read = (tx: Transaction) => Promise<unknown>;

/** What a screen asks of the house: the actor, the parameters, the language the screen stands in, and the two ways to read for it under the actor's scope. */
export type Asked = {
  readonly actor: Actor;
  readonly params: URLSearchParams;
  readonly locale: "en" | "zh-CN";
  readonly now: Date;
  /** Reads for this request alone. */
  readonly anew: (read: Read) => Promise<Json>;
  /** Reads what is alike for everybody of one scope: those who ask for the same between two changes of the desk are given the same answer. */
  readonly alike: (read: Read) => Promise<Json>;
};

/** Answers a screen's request for data as JSON, read under the actor's permission and scope; a refusal as a problem (RFC 9457). */
export async function answered(request: Request, permission: Permission, answer: (asked: Asked) => Promise<Json>): Promise<Response> {
  try {
    const actor = await actorOfRequest(request);
    if (!may(actor, permission)) throw new Refusal("forbidden", "not-permitted", { permission });
    const { pathname, search, searchParams: params } = new URL(request.url);
    const anew = async (read: Read) => asJson(await reading(actor, permission, read));
    const alike = (read: Read) => heldAnswer(`${outlookOf(actor, params)} ${pathname}${search}`, () => anew(read));
    const body = await answer({ actor, params, locale: params.get("lang") === "en" ? "en" : "zh-CN", now: new Date(), anew, alike });
    return new Response(asIs(body), { headers: { "content-type": "application/json", "cache-control": "no-store" } });
  } catch (error) {
    return problemResponse(asRefusal(error, `GET ${new URL(request.url).pathname}`), request);
  }
}

/** A whole number among the parameters, held between two bounds. */
export function within(text: string | null, least: number, most: number, otherwise: number): number {
  const value = Number(text ?? otherwise);
  return Number.isSafeInteger(value) ? Math.min(most, Math.max(least, value)) : otherwise;
}
