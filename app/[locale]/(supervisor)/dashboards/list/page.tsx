import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { FigureList } from "#components/dashboards/FigureList";
import { LinkButton } from "#components/ui/Button";
import { EmptyState } from "#components/ui/EmptyState";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { listAskedIn } from "#lib/dashboards/list-asked";
import { MARKS } from "#lib/dashboards/figure-mark";
import { listed } from "#lib/dashboards/queries/list";
import { titlesOf } from "#lib/risk/queries/titles";
import type { Say } from "../../../../../components/dashboards/worded.ts";
import { paramsFrom, type SearchParams } from "../asked.ts";

const PAGE = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("frame"))("room.dashboards") };
}

/** The declarations behind a figure. */
export default async function FigureListPage({ searchParams }: { readonly searchParams: SearchParams }) {
  const actor = await actorOfPage();
  if (!may(actor, "figure.read")) return <NotPermitted />;
  const locale = (await getLocale()) === "en" ? "en" : "zh-CN";
  const [t, triage, params] = [await getTranslations("dashboards"), await getTranslations("triage"), await paramsFrom(searchParams)];
  const asked = listAskedIn(params);
  if (asked === undefined) return <EmptyState title={t("list.unknown")} action={<LinkButton href="/dashboards">{t("list.back")}</LinkButton>} />;
  const after = /^[1-9]\d{0,14}$/.test(params.get("after") ?? "") ? Number(params.get("after")) : undefined;
  const { a, kind } = asked.counted;
  const { found, titles } = await reading(actor, "figure.read", async (tx) => ({ found: await listed(tx, asked, { limit: PAGE, after, locale }), titles: MARKS[kind].a === "rule" ? await titlesOf(tx, a ?? []) : [] }));
  const rules = new Map(titles.map(({ rule, name }) => [rule, locale === "en" ? name.en : name.zh]));
  return <FigureList asked={asked} found={found} first={after === undefined} params={params} wording={{ t: t as Say, triage: triage as Say, locale, rules }} />;
}
