import { Rss } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { Section } from "#components/access/Section";
import { Table } from "#components/access/Table";
import { Counts } from "#components/feeds/Counts";
import { UploadForm } from "#components/feeds/UploadForm";
import { LinkButton } from "#components/ui/Button";
import { EmptyState } from "#components/ui/EmptyState";
import { PageLinks } from "#components/ui/PageLinks";
import { PageTitle } from "#components/ui/PageTitle";
import { Tag } from "#components/ui/Tag";
import { Timestamp } from "#components/ui/Timestamp";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { listReceived } from "#lib/feeds/queries/capture";
import { eventsIn, type Received } from "#lib/feeds/received";
import { readingHere } from "../../../../read.ts";
import { Link } from "../../../../navigation.ts";

const PAGE = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("quarantine.room"))("documents") };
}

/** What came in: each captured document with its sender and what became of its events; administrators may put one in by hand. */
export default async function DocumentsPage({ searchParams }: { readonly searchParams: Promise<{ readonly after?: string }> }) {
  const actor = await actorOfPage();
  if (!may(actor, "event.read")) return <NotPermitted />;
  const { after } = await searchParams;
  const { rows, next } = await readingHere(actor, "event.read", (tx) => listReceived(tx, { limit: PAGE, after }));
  const t = await getTranslations("feeds");
  const uploads = may(actor, "event.capture");
  const events = rows.reduce((sum, { counts }) => sum + eventsIn(counts), 0);
  const rejected = rows.reduce((sum, { counts }) => sum + counts.rejected, 0);
  return (
    <div className="flex flex-col gap-4">
      <PageTitle note={t("note")}>{t(next === null && after === undefined ? "fact" : "factMore", { count: rows.length, events, rejected })}</PageTitle>
      <div className={uploads ? "grid grid-cols-1 items-start gap-4 xl:grid-cols-[minmax(0,1fr)_26rem]" : ""}>
        <div className="flex min-w-0 flex-col gap-4">
          {rows.length === 0 ? <Nothing uploads={uploads} /> : <Documents rows={rows} />}
          <PageLinks first={after === undefined ? undefined : "/feeds/documents"} next={next === null ? undefined : `/feeds/documents?after=${encodeURIComponent(next)}`} />
        </div>
        {uploads ? (
          <Section title={t("upload.title")} note={t("upload.note")}>
            <UploadForm />
          </Section>
        ) : null}
      </div>
    </div>
  );
}

async function Documents({ rows }: { readonly rows: readonly Received[] }) {
  const t = await getTranslations("feeds");
  const columns = [
    { id: "at", label: t("at") },
    { id: "sender", label: t("sender") },
    { id: "events", label: t("outcomes") },
    { id: "format", label: t("format"), wideOnly: true },
    { id: "taken", label: t("state"), wideOnly: true },
  ];
  return (
    <Table
      label={t("label")}
      columns={columns}
      rows={rows.map((row) => ({
        id: row.id,
        cells: {
          at: (
            <Link href={`/feeds/${encodeURIComponent(row.id)}`} className="font-medium text-accent hover:underline">
              <Timestamp at={row.at.toISOString()} />
            </Link>
          ),
          sender: row.sender,
          events: <Counts counts={row.counts} />,
          format: t.has(`formats.${row.format}`) ? t(`formats.${row.format}`) : row.format,
          taken: <Tag tone={row.success ? "green" : row.errorBehaviour === "proceed" ? "yellow" : "red"}>{t(row.success ? "whole" : row.errorBehaviour === "proceed" ? "inParts" : "nothing")}</Tag>,
        },
      }))}
    />
  );
}

async function Nothing({ uploads }: { readonly uploads: boolean }) {
  const t = await getTranslations("feeds");
  return (
    <EmptyState title={t("none")} icon={<Rss aria-hidden />} action={<LinkButton href="/docs/api">{t("toInterface")}</LinkButton>}>
      {t(uploads ? "noneNextHere" : "noneNext")}
    </EmptyState>
  );
}
