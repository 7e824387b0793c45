import { FileCheck } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { ImportList } from "#components/imports/ImportList";
import { LinkButton } from "#components/ui/Button";
import { EmptyState } from "#components/ui/EmptyState";
import { PageLinks } from "#components/ui/PageLinks";
import { PageTitle } from "#components/ui/PageTitle";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { isUnderWay } from "#lib/lodging/import";
import { listImports } from "#lib/lodging/queries/imports";
import { readingHere } from "../../../../read.ts";
import { single } from "../../../../../components/producers/address.ts";

const PAGE = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("frame.room"))("reports") };
}

/** Tables of pre-shipment reports that the own organisation imported. */
export default async function ReportsPage({ searchParams }: { readonly searchParams: Promise<{ readonly after?: string | string[] }> }) {
  const actor = await actorOfPage();
  if (!may(actor, "inspection-report.submit")) return <NotPermitted />;
  const after = single((await searchParams).after);
  const { items, next } = await readingHere(actor, "inspection-report.submit", (tx) => listImports(tx, "inspection-report.submit", { limit: PAGE, after }));
  const t = await getTranslations("imports");
  const fresh = <LinkButton href="/inspections/reports/new" look="primary" icon={<FileCheck aria-hidden className="size-4" />}>{t("reports.new")}</LinkButton>;
  if (items.length === 0 && after === undefined) {
    return (
      <EmptyState title={t("none")} icon={<FileCheck aria-hidden />} action={fresh}>
        {t("reports.note")}
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      <PageTitle note={t("reports.note")} actions={fresh}>
        {t(next === null && after === undefined ? "fact" : "factMore", { count: items.length, open: items.filter(({ state }) => isUnderWay(state)).length })}
      </PageTitle>
      <ImportList items={items} room="/inspections/reports" />
      <PageLinks first={after === undefined ? undefined : "/inspections/reports"} next={next === null ? undefined : `/inspections/reports?after=${next}`} />
    </div>
  );
}
