import { Factory, MessageCircleQuestionMark } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { GAP, Grid } from "#components/consignment/Grid";
import { ListSearch } from "#components/producers/ListSearch";
import { RowKeys } from "#components/keys/RowKeys";
import { EmptyState } from "#components/ui/EmptyState";
import { PageLinks } from "#components/ui/PageLinks";
import { PageTitle } from "#components/ui/PageTitle";
import { UsedBar } from "#components/ui/UsedBar";
import { VerdictTag } from "#components/ui/VerdictTag";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { listProducers } from "#lib/capacity/queries/producer";
import { openCountsOf } from "#lib/triage/queries/site";
import { countryName } from "../../../../components/desk/wording.ts";
import { addressOf, single } from "../../../../components/producers/address.ts";
import { Link } from "../../../navigation.ts";

const PAGE = 50;

type Asked = { readonly searchParams: Promise<{ q?: string | string[]; after?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("frame"))("room.producers") };
}

/** Every production site, those that use most of their certified capacity first. */
export default async function ProducersScreen({ searchParams }: Asked) {
  const actor = await actorOfPage();
  if (!may(actor, "capacity.read")) return <NotPermitted />;
  const asked = await searchParams;
  const [q, after] = [single(asked.q), single(asked.after)];
  const { items, next, open } = await reading(actor, "capacity.read", async (tx) => {
    const page = await listProducers(tx, { q, limit: PAGE, after });
    return { ...page, open: await openCountsOf(tx, page.items.map((row) => row.site.id)) };
  });
  const [t, locale] = [await getTranslations("producers"), await getLocale()];
  const over = items.filter((row) => row.verdict === "exceeds").length;
  return (
    <div className="flex flex-col gap-4">
      <RowKeys />
      <PageTitle note={t("note")}>{q !== undefined ? t("found", { count: items.length, q }) : over === 0 ? t("title", { count: items.length }) : t("titleOver", { count: over })}</PageTitle>
      <ListSearch label={t("search")} q={q} />
      {items.length === 0 ? (
        <EmptyState title={q === undefined ? t("none") : t("noneFound", { q })} icon={<Factory aria-hidden />}>{q === undefined ? t("noneNext") : t("noneFoundNext")}</EmptyState>
      ) : (
        <Grid
          label={t("label")}
          columns={[
            { id: "name", label: t("column.name") },
            { id: "verdict", label: t("column.verdict") },
            { id: "used", label: t("column.used") },
            { id: "open", label: t("column.open"), end: true },
            { id: "country", label: t("column.country") },
            { id: "number", label: t("column.number") },
            { id: "questions", label: t("column.questions") },
          ]}
          rows={items.map(({ site, verdict, used, questions }) => ({
            id: String(site.id),
            cells: {
              name: <Link href={`/producers/${site.id}`} className="block min-w-32 font-medium text-accent hover:underline">{site.name}</Link>,
              verdict: <VerdictTag verdict={verdict} />,
              used: <span className="block min-w-32"><UsedBar used={used} verdict={verdict} wide /></span>,
              open: open.get(site.id) === undefined ? <span className="text-ink-faint">0</span> : <Link href={`/desk?site=${site.id}`} className="text-accent hover:underline">{open.get(site.id)}</Link>,
              country: countryName(site.country, locale),
              number: <span className="font-mono text-xs">{site.publicId}</span>,
              questions:
                questions === 0 ? (
                  GAP
                ) : (
                  <Link href="/questions" className="flex items-center gap-1 text-accent hover:underline">
                    <MessageCircleQuestionMark aria-hidden className="size-4" />
                    {t("questions", { count: questions })}
                  </Link>
                ),
            },
          }))}
        />
      )}
      <PageLinks first={after === undefined ? undefined : addressOf("/producers", { q })} next={next === null ? undefined : addressOf("/producers", { q, after: next })} />
    </div>
  );
}
