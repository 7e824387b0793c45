import { getLocale } from "next-intl/server";
import type { Role } from "#lib/access/permission";
import { actorOfPage } from "#lib/access/session";
import { redirect } from "../navigation.ts";

/** Where each role begins its day. A system does not sign in. */
const BEGINS = {
  customs_officer: "/desk",
  supervisor: "/desk",
  market_regulator: "/cases",
  inspector: "/certificates",
  partner: "/partner",
  administrator: "/admin/people",
  feed: "/account",
} as const satisfies Record<Role, string>;

/** The front door: on to the first room of the person's role. */
export default async function FrontDoor() {
  const actor = await actorOfPage();
  redirect({ href: BEGINS[actor.role], locale: await getLocale() });
}
