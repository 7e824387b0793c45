import { Plug } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { Table } from "#components/access/Table";
import { DayCounts } from "#components/sources/DayCounts";
import { DurationWords } from "#components/sources/DurationWords";
import { HealthTag } from "#components/sources/HealthTag";
import { ProblemWords } from "#components/sources/ProblemWords";
import { Refreshing } from "#components/sources/Refreshing";
import { LinkButton } from "#components/ui/Button";
import { EmptyState } from "#components/ui/EmptyState";
import { ErrorNote } from "#components/ui/ErrorNote";
import { PageLinks } from "#components/ui/PageLinks";
import { PageTitle } from "#components/ui/PageTitle";
import { Timestamp } from "#components/ui/Timestamp";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { listSources, silentSources, type SourceRecord } from "#lib/feeds/queries/sources";
import { healthOf, silentSince } from "#lib/feeds/sourceHealth";
import { stamped } from "../../../../components/cases/stamped.tsx";
import { Link, redirect } from "../../../navigation.ts";

const PAGE = 100;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("frame.room"))("feeds") };
}

/** The sources of events: how each does, when it was last heard, what came in a day, when it is read next. Who may not see sources sees the documents. */
export default async function SourcesPage({ searchParams }: { readonly searchParams: Promise<{ readonly after?: string }> }) {
  const actor = await actorOfPage();
  if (!may(actor, "source.read")) redirect({ href: "/feeds/documents", locale: await getLocale() });
  const [{ after }, now] = [await searchParams, new Date()];
  const [{ rows, next }, silent] = await reading(actor, "source.read", async (tx) => [await listSources(tx, { limit: PAGE, after, now }), await silentSources(tx)] as const);
  const t = await getTranslations("sources");
  const manages = may(actor, "source.manage");
  const health = rows.map((row) => healthOf(row, now));
  const count = (...wanted: readonly string[]) => health.filter((one) => wanted.includes(one)).length;
  const connect = manages ? <LinkButton href="/feeds/sources/new" look="primary" icon={<Plug aria-hidden className="size-4" />}>{t("connect")}</LinkButton> : undefined;
  return (
    <div className="flex flex-col gap-4">
      <Refreshing seconds={20} />
      <PageTitle note={t("note")} actions={rows.length === 0 ? undefined : connect}>
        {t("fact", { count: rows.length, silent: count("silent"), failing: count("failing", "resting") })}
      </PageTitle>
      {silent.length === 0 ? null : (
        <ErrorNote title={t("silentAlert", { count: silent.length })}>
          <ul>
            {silent.map(({ code, name, since }) => (
              <li key={code}>
                <Link href={`/feeds/sources/${code}`} className="underline">
                  {t.rich("silentOne", { name, at: stamped(since) })}
                </Link>
              </li>
            ))}
          </ul>
        </ErrorNote>
      )}
      {rows.length === 0 ? (
        <EmptyState title={t("none")} icon={<Plug aria-hidden />} action={connect}>
          {t(manages ? "noneNext" : "noneNextReader")}
        </EmptyState>
      ) : (
        <Sources rows={rows} now={now} />
      )}
      <PageLinks first={after === undefined ? undefined : "/feeds"} next={next === null ? undefined : `/feeds?after=${encodeURIComponent(next)}`} />
    </div>
  );
}

async function Sources({ rows, now }: { readonly rows: readonly SourceRecord[]; readonly now: Date }) {
  const t = await getTranslations("sources");
  const columns = [
    { id: "source", label: t("source") },
    { id: "state", label: t("state") },
    { id: "last", label: t("lastNew") },
    { id: "delay", label: t("delay"), wideOnly: true },
    { id: "day", label: t("day") },
    { id: "silence", label: t("silence"), wideOnly: true },
    { id: "next", label: t("next"), wideOnly: true },
  ];
  return (
    <Table
      label={t("label")}
      columns={columns}
      rows={rows.map((row) => ({
        id: row.code,
        faded: row.state === "off",
        cells: {
          source: (
            <>
              <Link href={`/feeds/sources/${row.code}`} className="font-medium text-accent hover:underline">
                {row.name}
              </Link>
              <span className="block text-xs text-ink-faint">
                {t(`kind.${row.kind}`)} · {row.code}
              </span>
            </>
          ),
          state: (
            <span className="flex max-w-64 flex-col items-start gap-1 max-md:whitespace-normal">
              <HealthTag health={healthOf(row, now)} />
              {row.problem === null ? null : <span className="text-xs text-ink-soft"><ProblemWords problem={row.problem} /></span>}
            </span>
          ),
          last: row.lastNewAt === null ? <span className="text-ink-faint">{t("never")}</span> : <Timestamp at={row.lastNewAt.toISOString()} />,
          delay: row.day.delaySeconds === null ? "—" : <DurationWords seconds={row.day.delaySeconds} />,
          day: <DayCounts counts={row.day} />,
          silence: <Silence row={row} now={now} />,
          next: row.kind === "push" ? <span className="text-ink-faint">{t("notRead")}</span> : row.nextRunAt === null || row.state === "off" ? "—" : <Timestamp at={row.nextRunAt.toISOString()} shape="short" />,
        },
      }))}
    />
  );
}

/** How long nothing new came, against how long it may. */
async function Silence({ row, now }: { readonly row: SourceRecord; readonly now: Date }) {
  const t = await getTranslations("sources");
  if (row.state === "off") return "—";
  const seconds = (now.getTime() - silentSince(row).getTime()) / 1000;
  return (
    <span className="block">
      <DurationWords seconds={seconds} />
      <span className="block text-xs text-ink-faint">{row.staleAfterMinutes === null ? t("silentForEver") : t.rich("mayBeSilent", { time: allowed(row.staleAfterMinutes) })}</span>
    </span>
  );
}

const allowed = (minutes: number) => {
  const time = <DurationWords seconds={minutes * 60} />;
  return () => time;
};
