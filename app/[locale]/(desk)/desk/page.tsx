import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { headers } from "next/headers";
import { NotPermitted } from "#components/access/NotPermitted";
import { Desk } from "#components/desk/Desk";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { deskPage } from "#lib/triage/queries/desk";
import { savedViewsOf } from "#lib/triage/queries/saved-views";
import { paramsOf, viewOf } from "#lib/triage/view";
import { PAGE_ROWS } from "../../../../components/desk/page-rows.ts";
import { asJson, heldAnswer, outlookOf } from "../../../api/desk/held.ts";
import { isDrawing } from "../../../document/drawing.ts";
import { redirect } from "../../../navigation.ts";
import { assignAll, claim, decideAll, decideOne, declineOne, dropView, keepView, openOn, secondOne, takeBack } from "./actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("frame"))("room.desk") };
}

/** The triage desk: the first page comes with the document, the rest as it is scrolled to. A drawing for all of a post says nothing that is one person's. An officer who asks for nothing else sees the own office. */
export default async function DeskPage({ searchParams }: { readonly searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const actor = await actorOfPage();
  if (!may(actor, "desk.read")) return <NotPermitted />;
  const locale = (await getLocale()) === "en" ? "en" : "zh-CN";
  const given = Object.entries(await searchParams).flatMap(([name, value]) => (typeof value === "string" ? [[name, value] as [string, string]] : []));
  if (given.length === 0 && actor.role === "customs_officer" && actor.office !== null) redirect({ href: `/desk?office=${actor.office}`, locale });
  const params = new URLSearchParams(given);
  const view = viewOf(params);
  const now = new Date();
  const forAll = isDrawing(await headers());
  const read = async () => asJson(await reading(actor, "desk.read", (tx) => deskPage(tx, view, actor, { limit: PAGE_ROWS, locale, now })));
  const [page, views] = await Promise.all([
    forAll ? read() : heldAnswer(`${outlookOf(actor, params)} ${locale} ${paramsOf({ ...view, columns: undefined })}`, read),
    forAll ? [] : savedViewsOf(actor.id),
  ]);
  const own = forAll ? undefined : { who: { id: actor.id, name: actor.name }, views };
  return (
    <Desk
      first={{ view, page: new TextDecoder().decode(page) }}
      post={{ role: actor.role, office: actor.office }}
      own={own}
      now={now.toISOString()}
      acts={{ assignAll, claim, decideAll, decideOne, declineOne, dropView, keepView, openOn, secondOne, takeBack }}
    />
  );
}
