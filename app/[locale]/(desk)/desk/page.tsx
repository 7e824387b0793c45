import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { Desk } from "#components/desk/Desk";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { deskPage, savedViewsOf } from "#lib/triage/queries/desk";
import { paramsOf, viewOf } from "#lib/triage/view";
import { PAGE_ROWS } from "../../../../components/desk/page-rows.ts";
import { asJson, heldAnswer, outlookOf } from "../../../api/desk/held.ts";
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
  const params = new URLSearchParams(given);
  const view = viewOf(params);
  const now = new Date();
  const [page, views] = await Promise.all([
    heldAnswer(`${outlookOf(actor, params)} ${locale} ${paramsOf({ ...view, columns: undefined })}`, async () => asJson(await reading(actor, "desk.read", (tx) => deskPage(tx, view, actor, { limit: PAGE_ROWS, locale, now })))),
    reading(actor, "desk.read", (tx) => savedViewsOf(tx, actor)),
  ]);
  return <Desk first={{ view, page: new TextDecoder().decode(page) }} views={views} person={actor} now={now.toISOString()} acts={{ assignAll, claim, decideAll, decideOne, declineOne, dropView, keepView, openOn, secondOne, takeBack }} />;
}
