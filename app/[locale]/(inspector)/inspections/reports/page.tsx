import { FileCheck } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { ReportList } from "#components/inspections/ReportList";
import { ImportList } from "#components/imports/ImportList";
import { LinkButton } from "#components/ui/Button";
import { EmptyState } from "#components/ui/EmptyState";
import { PageLinks } from "#components/ui/PageLinks";
import { PageTitle } from "#components/ui/PageTitle";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { isUnderWay } from "#lib/lodging/import";
import { listReports } from "#lib/certificates/queries";
import { listImports } from "#lib/lodging/queries/imports";
import { readingHere } from "../../../../read.ts";
import { single } from "../../../../../components/producers/address.ts";

const PAGE = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("frame.room"))("reports") };
}

/** Pre-shipment reports of the own body, and the tables of them that it imported. */
export default async function ReportsPage({ searchParams }: { readonly searchParams: Promise<{ readonly after?: string | string[]; readonly report?: string | string[] }> }) {
  const actor = await actorOfPage();
  if (!may(actor, "inspection-report.submit")) return <NotPermitted />;
  const asked = await searchParams;
  const [after, report] = [single(asked.after), single(asked.report)];
  const { imports, reports } = await readingHere(actor, "inspection-report.submit", async (tx) => ({
    imports: await listImports(tx, "inspection-report.submit", { limit: PAGE, after }),
    reports: await listReports(tx, { limit: PAGE, after: /^\d{1,15}$/.test(report ?? "") ? report : undefined }),
  }));
  const { items, next } = imports;
  const t = await getTranslations("imports");
  const fresh = <LinkButton href="/inspections/reports/new" look="primary" icon={<FileCheck aria-hidden className="size-4" />}>{t("reports.new")}</LinkButton>;
  if (items.length === 0 && after === undefined && reports.items.length === 0 && report === undefined) {
    return (
      <EmptyState title={t("none")} icon={<FileCheck aria-hidden />} action={fresh}>
        {t("reports.note")}
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      <PageTitle note={t("reports.note")} actions={fresh}>
        {t(reports.next === null && report === undefined ? "reports.ownFact" : "reports.ownMore", { count: reports.items.length })}
      </PageTitle>
      {reports.items.length === 0 ? null : <ReportList reports={reports.items} />}
      <PageLinks first={report === undefined ? undefined : "/inspections/reports"} next={reports.next === null ? undefined : `/inspections/reports?report=${reports.next}`} />
      {items.length === 0 && after === undefined ? null : (
        <>
          <h2 className="text-lg font-semibold">{t("reports.imported")}</h2>
          <p className="-mt-3 text-ink-soft">{t(next === null && after === undefined ? "fact" : "factMore", { count: items.length, open: items.filter(({ state }) => isUnderWay(state)).length })}</p>
          <ImportList items={items} room="/inspections/reports" />
        </>
      )}
      <PageLinks first={after === undefined ? undefined : "/inspections/reports"} next={next === null ? undefined : `/inspections/reports?after=${next}`} />
    </div>
  );
}
