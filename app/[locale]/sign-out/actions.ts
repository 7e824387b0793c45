"use server";
import { getLocale } from "next-intl/server";
import { cookies, headers } from "next/headers";
import { cameSecurely, sessionCookie } from "#lib/access/cookie";
import { signOut } from "#lib/access/commands/session";
import { signedInOfPage } from "#lib/access/session";
import { redirect } from "../../navigation.ts";

/** Ends this browser's session at once and takes its cookie away. */
export async function leave(): Promise<void> {
  const signedIn = await signedInOfPage();
  if (signedIn) await signOut(signedIn.actor, { session: signedIn.session });
  const secure = cameSecurely(await headers());
  (await cookies()).set({ name: sessionCookie(secure), value: "", maxAge: 0, path: "/", httpOnly: true, sameSite: "lax", secure });
  redirect({ href: "/sign-in", locale: await getLocale() });
}
