import type { Transaction } from "#db/client";
import type { Actor } from "#lib/access/actor";
import type { Permission } from "#lib/access/permission";
import { actorOfRequest } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { asRefusal, problemResponse } from "../kernel/problem.ts";

/** What a screen asks of the house: the actor, the parameters, and the language the screen stands in. */
export type Asked = { readonly actor: Actor; readonly params: URLSearchParams; readonly locale: "en" | "zh-CN"; readonly now: Date };

/** Answers a screen's request for data as JSON, read under the actor's permission and scope; a refusal as a problem (RFC 9457). */
export async function answered(request: Request, permission: Permission, read: (tx: Transaction, asked: Asked) => Promise<unknown>): Promise<Response> {
  try {
    const actor = await actorOfRequest(request);
    const params = new URL(request.url).searchParams;
    const asked: Asked = { actor, params, locale: params.get("lang") === "en" ? "en" : "zh-CN", now: new Date() };
    const found = await reading(actor, permission, (tx) => read(tx, asked));
    return Response.json(found, { headers: { "cache-control": "no-store" } });
  } catch (error) {
    return problemResponse(asRefusal(error, `GET ${new URL(request.url).pathname}`), request);
  }
}

/** A whole number among the parameters, held between two bounds. */
export function within(text: string | null, least: number, most: number, otherwise: number): number {
  const value = Number(text ?? otherwise);
  return Number.isSafeInteger(value) ? Math.min(most, Math.max(least, value)) : otherwise;
}
