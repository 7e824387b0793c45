import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { Desk } from "#components/desk/Desk";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { deskPage, savedViewsOf } from "#lib/triage/queries/desk";
import { viewOf } from "#lib/triage/view";
import { PAGE_ROWS } from "../../../../components/desk/page-rows.ts";
import { redirect } from "../../../navigation.ts";
import { assignAll, claim, decideAll, decideOne, declineOne, dropView, keepView, openOn, secondOne, takeBack } from "./actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("frame"))("room.desk") };
}

/** The triage desk: the first page comes with the document, the rest as it is scrolled to. An officer who asks for nothing else sees the own office. */
export default async function DeskPage({ searchParams }: { readonly searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const actor = await actorOfPage();
  if (!may(actor, "desk.read")) return <NotPermitted />;
  const locale = (await getLocale()) === "en" ? "en" : "zh-CN";
  const given = Object.entries(await searchParams).flatMap(([name, value]) => (typeof value === "string" ? [[name, value] as [string, string]] : []));
  if (given.length === 0 && actor.role === "customs_officer" && actor.office !== null) redirect({ href: `/desk?office=${actor.office}`, locale });
  const view = viewOf(new URLSearchParams(given));
  const now = new Date();
  const { first, views } = await reading(actor, "desk.read", async (tx) => ({
    first: await deskPage(tx, view, actor, { limit: PAGE_ROWS, locale, now }),
    views: await savedViewsOf(tx, actor),
  }));
  return <Desk first={{ view, ...first }} views={views} person={actor} now={now.toISOString()} acts={{ assignAll, claim, decideAll, decideOne, declineOne, dropView, keepView, openOn, secondOne, takeBack }} />;
}
