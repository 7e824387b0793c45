import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { Section } from "#components/access/Section";
import { UploadDrop } from "#components/imports/UploadDrop";
import { ReportForm } from "#components/inspections/ReportForm";
import { PageTitle } from "#components/ui/PageTitle";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { submit } from "../actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("imports.reports"))("title") };
}

/** An inspection body reports an inspection before shipment, or many at once as a table. */
export default async function NewReportPage() {
  const actor = await actorOfPage();
  if (!may(actor, "inspection-report.submit")) return <NotPermitted />;
  const t = await getTranslations("imports.reports");
  return (
    <div className="mx-auto flex w-full max-w-3xl flex-col gap-4">
      <PageTitle note={t("note")}>{t("title")}</PageTitle>
      <div className="panel p-4 sm:p-5">
        <ReportForm action={submit} />
      </div>
      <Section title={t("upload")} note={t("uploadNote")}>
        <UploadDrop kind="report-csv" room="/inspections/reports" />
      </Section>
    </div>
  );
}
