import { FlaskConical } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { Table } from "#components/access/Table";
import { BacktestProgress } from "#components/rules/BacktestProgress";
import { FiredWords } from "#components/rules/FiredWords";
import { VariationWords } from "#components/rules/VariationWords";
import { Refreshing } from "#components/sources/Refreshing";
import { LinkButton } from "#components/ui/Button";
import { EmptyState } from "#components/ui/EmptyState";
import { PageLinks } from "#components/ui/PageLinks";
import { PageTitle } from "#components/ui/PageTitle";
import { Timestamp } from "#components/ui/Timestamp";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { profilesIn } from "#lib/risk/backtest";
import { listBacktests } from "#lib/risk/queries/backtests";
import { titlesOf } from "#lib/risk/queries/titles";
import { RULES } from "#lib/risk/rules/registry";
import { readingHere } from "../../../../read.ts";
import { single } from "../../../../../components/producers/address.ts";
import { Link } from "../../../../navigation.ts";

const PAGE = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("backtests"))("title") };
}

/** Every back-test with its result, the newest first; those under way show how far they are. */
export default async function BacktestsScreen({ searchParams }: { readonly searchParams: Promise<{ readonly after?: string | string[] }> }) {
  const actor = await actorOfPage();
  if (!may(actor, "backtest.run")) return <NotPermitted />;
  const asked = single((await searchParams).after);
  const after = asked !== undefined && /^\d{1,15}$/.test(asked) ? asked : undefined;
  const { rows, next, titles } = await readingHere(actor, "backtest.run", async (tx) => {
    const listed = await listBacktests(tx, { limit: PAGE, after });
    return { ...listed, titles: await titlesOf(tx, listed.rows.flatMap(profilesIn)) };
  });
  const t = await getTranslations("backtests");
  const open = rows.filter(({ state }) => state === "waiting" || state === "running").length;
  const start = <LinkButton href="/rules/backtests/new" look="primary" icon={<FlaskConical aria-hidden className="size-4" />}>{t("new")}</LinkButton>;
  return (
    <div className="flex flex-col gap-4">
      {open === 0 ? null : <Refreshing seconds={2} />}
      <PageTitle note={t("note")} actions={rows.length === 0 ? undefined : start}>{t("fact", { count: rows.length, open })}</PageTitle>
      {rows.length === 0 ? (
        <EmptyState title={t("none")} icon={<FlaskConical aria-hidden />} action={start}>{t("noneNext")}</EmptyState>
      ) : (
        <Table
          label={t("label")}
          columns={[
            { id: "what", label: t("column.what") },
            { id: "period", label: t("column.period") },
            { id: "result", label: t("column.result") },
            { id: "state", label: t("column.state") },
            { id: "by", label: t("column.by"), wideOnly: true },
          ]}
          rows={rows.map((row) => ({
            id: row.id,
            faded: row.state === "cancelled" || row.state === "failed",
            cells: {
              what: (
                <Link href={`/rules/backtests/${row.id}`} className="block text-accent hover:underline">
                  <VariationWords variation={row.first} rules={RULES} titles={titles} short />
                  <span className="block text-xs text-ink-faint">
                    {row.second === null ? (
                      t("against", { what: t("inForceNow") })
                    ) : (
                      <>
                        {t("against", { what: "" })} <VariationWords variation={row.second} rules={RULES} titles={titles} short />
                      </>
                    )}
                  </span>
                </Link>
              ),
              period: <span className="whitespace-nowrap tabular-nums">{t("period", { from: row.fromDay, to: row.toDay })}</span>,
              result: row.tally === null ? "–" : <FiredWords fired={row.tally.a} />,
              state: <BacktestProgress row={row} />,
              by: <>{row.requestedByName} <span className="block text-xs text-ink-faint"><Timestamp at={row.requestedAt.toISOString()} /></span></>,
            },
          }))}
        />
      )}
      <PageLinks first={after === undefined ? undefined : "/rules/backtests"} next={next === null ? undefined : `/rules/backtests?after=${next}`} />
    </div>
  );
}
