import { BookmarkPlus } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { Table } from "#components/access/Table";
import { QueryWords } from "#components/feeds/QueryWords";
import { LinkButton } from "#components/ui/Button";
import { EmptyState } from "#components/ui/EmptyState";
import { PageLinks } from "#components/ui/PageLinks";
import { PageTitle } from "#components/ui/PageTitle";
import { Timestamp } from "#components/ui/Timestamp";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { shownQueries, type ShownQuery } from "#lib/feeds/queries/named";
import { readingHere } from "../../../../read.ts";
import { Link } from "../../../../navigation.ts";

const PAGE = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("queries"))("title") };
}

/** The named queries: what each asks for, who made it, and who is told of what it finds. */
export default async function QueriesPage({ searchParams }: { readonly searchParams: Promise<{ readonly after?: string }> }) {
  const actor = await actorOfPage();
  if (!may(actor, "event.read")) return <NotPermitted />;
  const { after } = await searchParams;
  const { rows, next } = await readingHere(actor, "event.read", (tx) => shownQueries(tx, { limit: PAGE, after }));
  const t = await getTranslations("queries");
  const defines = may(actor, "query.define");
  const toEvents = defines ? <LinkButton href="/feeds/events" look="primary" icon={<BookmarkPlus aria-hidden className="size-4" />}>{t("make")}</LinkButton> : undefined;
  const failing = rows.reduce((sum, row) => sum + row.failing, 0);
  return (
    <div className="flex flex-col gap-4">
      <PageTitle note={t("note")} actions={rows.length === 0 ? undefined : toEvents}>
        {t("fact", { count: rows.length, subscriptions: rows.reduce((sum, row) => sum + row.subscriptions, 0), failing })}
      </PageTitle>
      {rows.length === 0 ? (
        <EmptyState title={t("none")} icon={<BookmarkPlus aria-hidden />} action={toEvents}>
          {t(defines ? "noneNext" : "noneNextReader")}
        </EmptyState>
      ) : (
        <Queries rows={rows} />
      )}
      <PageLinks first={after === undefined ? undefined : "/feeds/queries"} next={next === null ? undefined : `/feeds/queries?after=${encodeURIComponent(next)}`} />
    </div>
  );
}

async function Queries({ rows }: { readonly rows: readonly ShownQuery[] }) {
  const t = await getTranslations("queries");
  return (
    <Table
      label={t("title")}
      columns={[
        { id: "name", label: t("column.name") },
        { id: "asks", label: t("column.asks") },
        { id: "told", label: t("column.told") },
        { id: "by", label: t("column.by"), wideOnly: true },
      ]}
      rows={rows.map((row) => ({
        id: row.name,
        cells: {
          name: (
            <Link href={`/feeds/queries/${encodeURIComponent(row.name)}`} className="font-medium break-all text-accent hover:underline">
              {row.name}
            </Link>
          ),
          asks: <QueryWords definition={row.definition} plain />,
          told: (
            <>
              {t("told", { count: row.subscriptions })}
              {row.failing === 0 ? null : <span className="block text-xs text-yellow">{t("toldFailing", { count: row.failing })}</span>}
              {row.paused === 0 ? null : <span className="block text-xs text-ink-faint">{t("toldPaused", { count: row.paused })}</span>}
            </>
          ),
          by: (
            <>
              {row.definedByName}
              <span className="block text-xs text-ink-faint">
                <Timestamp at={row.recordedAt.toISOString()} />
              </span>
            </>
          ),
        },
      }))}
    />
  );
}
