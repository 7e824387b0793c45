import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { Section } from "#components/access/Section";
import { FormatName } from "#components/imports/FormatName";
import { ImportResult } from "#components/imports/ImportResult";
import { ReportPreview } from "#components/imports/ReportPreview";
import { StartPlain } from "#components/imports/StartPlain";
import { PageTitle } from "#components/ui/PageTitle";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { ROW_STATES } from "#lib/lodging/import";
import { importById, importContent, importRowsOf } from "#lib/lodging/queries/imports";
import { previewReports } from "#lib/lodging/queries/preview";
import { readingHere } from "../../../../../read.ts";
import { single } from "../../../../../../components/producers/address.ts";
import { start } from "../actions.ts";

type Asked = { readonly params: Promise<{ readonly id: string }>; readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("frame.room"))("reports") };
}

/** One table of reports: what it would submit while it is looked at, and what became of each afterwards. */
export default async function ReportImportPage({ params, searchParams }: Asked) {
  const actor = await actorOfPage();
  if (!may(actor, "inspection-report.submit")) return <NotPermitted />;
  const [id, asked] = [Number((await params).id), await searchParams];
  const state = ROW_STATES.find((one) => one === single(asked["state"]));
  const after = Number(single(asked["after"]) ?? 0);
  const found = Number.isSafeInteger(id)
    ? await readingHere(actor, "inspection-report.submit", async (tx) => ({
        view: await importById(tx, id),
        rows: await importRowsOf(tx, id, { limit: 100, state, after: Number.isSafeInteger(after) ? after : 0 }),
      }))
    : undefined;
  if (found?.view === undefined || found.view.format !== "report-csv") notFound();
  return (
    <div className="flex flex-col gap-4">
      <PageTitle note={<FormatName format={found.view.format} />}>{found.view.fileName}</PageTitle>
      {found.view.state === "draft" ? <Draft id={id} /> : <ImportResult view={found.view} rows={found.rows.items} next={found.rows.next} chosen={state ?? "all"} room="/inspections/reports" linked={false} />}
    </div>
  );
}

async function Draft({ id }: { readonly id: number }) {
  const [t, actor] = [await getTranslations("imports"), await actorOfPage()];
  const content = await readingHere(actor, "inspection-report.submit", (tx) => importContent(tx, id));
  if (content === null) notFound();
  const { preview, summaries } = await readingHere(actor, "inspection-report.submit", (tx) => previewReports(tx, content, new Date()));
  return (
    <Section title={t("preview.title")} note={t("preview.note", { shown: preview.records.length, total: preview.total })}>
      <ReportPreview preview={preview} summaries={summaries} />
      <StartPlain id={id} count={preview.total} words="startReports" start={start} />
    </Section>
  );
}
