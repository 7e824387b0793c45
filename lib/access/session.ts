import { cache } from "react";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { Actor } from "./actor.ts";
import { certificateOf } from "./address.ts";
import { cameSecurely, cookieOf, PATH_HEADER, sessionCookie } from "./cookie.ts";
import { seenLongAgo } from "./lifetime.ts";
import { crossSite } from "./origin.ts";
import { keyActorBy, signedInBy, touchSession, type PersonActor, type SignedIn } from "./queries.ts";
import { Refusal } from "./refusal.ts";
import { API_KEY, bearerOf, hashOfToken } from "./token.ts";

/**
 * Who makes a request: the system behind its bearer key, or the person behind its session cookie.
 * Throws Refusal `signed-out` when there is nobody, and `forbidden` when another site made a browser send it.
 */
export async function actorOfRequest(request: Request): Promise<Actor> {
  const authorization = request.headers.get("authorization");
  if (authorization !== null) return actorOfKey(authorization, request.headers);
  if (crossSite(request.method, request.headers)) throw new Refusal("forbidden", "cross-site");
  const signedIn = await signedInOf(request.headers);
  if (!signedIn) throw new Refusal("signed-out", "not-signed-in");
  return signedIn.actor;
}

/** Who is signed in, with the session itself, for a page or a server action; undefined when nobody is. Asked once a request. */
export const signedInOfPage = cache(async (): Promise<SignedIn | undefined> => signedInOf(await headers()));

/**
 * The person who looks at a page or uses its form. Nobody: on to sign-in, and back here afterwards. A password that is to be changed
 * leads to the own account, wherever one wanted to go.
 */
export async function actorOfPage(): Promise<PersonActor> {
  const signedIn = await signedInOfPage();
  const path = (await headers()).get(PATH_HEADER) ?? "/";
  const language = /^\/(?:zh-CN|en)(?=[/?]|$)/.exec(path)?.[0] ?? "";
  if (signedIn?.passwordTemporary === true && !/^(?:\/(?:zh-CN|en))?\/account(?=[/?]|$)/.test(path)) return redirect(`${language}/account`);
  if (signedIn) return signedIn.actor;
  const wanted = path === language || path === "/" ? "" : `?next=${encodeURIComponent(path)}`;
  return redirect(`${language}/sign-in${wanted}`);
}

async function actorOfKey(authorization: string, sent: Headers): Promise<Actor> {
  const key = bearerOf(authorization);
  const found = key !== undefined && API_KEY.test(key) ? await keyActorBy(hashOfToken(key)) : undefined;
  if (!found) throw new Refusal("signed-out", "key-unknown");
  if (found.certificate !== null && certificateOf(sent, process.env["FEED_CLIENT_CERT_HEADER"]) !== found.certificate) throw new Refusal("signed-out", "certificate-differs");
  return found.actor;
}

/** Who is signed in by the session cookie of a request, with the session itself; undefined when nobody is. */
export async function signedInOfRequest(request: Request): Promise<SignedIn | undefined> {
  return signedInOf(request.headers);
}

async function signedInOf(sent: Headers): Promise<SignedIn | undefined> {
  const token = cookieOf(sent.get("cookie"), sessionCookie(cameSecurely(sent)));
  if (!token) return undefined;
  const now = new Date();
  const signedIn = await signedInBy(hashOfToken(token), now);
  if (signedIn && seenLongAgo(signedIn.lastSeenAt, now)) await touchSession(signedIn.session, now);
  return signedIn;
}
