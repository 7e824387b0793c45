import { getTranslations } from "next-intl/server";
import { Table } from "#components/access/Table";
import { Section } from "#components/access/Section";
import { DayCounts } from "#components/sources/DayCounts";
import { ProblemWords } from "#components/sources/ProblemWords";
import { RunTag } from "#components/sources/RunTag";
import { Timestamp } from "#components/ui/Timestamp";
import type { sourceDocuments, sourceFilesOf, SourceRun } from "#lib/feeds/queries/sources";
import { Link } from "../../../../../navigation.ts";

/** The last readings of a source, the newest first, with what came of each. */
export async function Runs({ runs }: { readonly runs: readonly SourceRun[] }) {
  const t = await getTranslations("sources");
  if (runs.length === 0) return <Section title={t("runs")}><p className="text-ink-soft">{t("noRuns")}</p></Section>;
  return (
    <Section title={t("runs")}>
      <Table
        label={t("runs")}
        columns={[{ id: "at", label: t("run.at") }, { id: "outcome", label: t("run.outcome") }, { id: "what", label: t("run.what") }]}
        rows={runs.map((run) => ({
          id: run.id,
          cells: {
            at: (
              <>
                <Timestamp at={run.startedAt.toISOString()} />
                {run.reason === "by-hand" ? <span className="block text-xs text-ink-faint">{t("run.byHand")}</span> : null}
              </>
            ),
            outcome: (
              <span className="flex max-w-md flex-col items-start gap-1 max-md:whitespace-normal">
                <RunTag outcome={run.outcome ?? "running"} />
                {run.problem === null ? null : <ProblemWords problem={run.problem} />}
              </span>
            ),
            what: (
              <>
                <DayCounts counts={run} />
                <span className="block text-xs text-ink-faint">{t("run.pages", { count: run.pages, bytes: run.bytes })}</span>
              </>
            ),
          },
        }))}
      />
    </Section>
  );
}

/** The files of a folder that were taken last. */
export async function Files({ files }: { readonly files: Awaited<ReturnType<typeof sourceFilesOf>> }) {
  const t = await getTranslations("sources");
  return (
    <Section title={t("files")}>
      <Table
        label={t("files")}
        columns={[{ id: "file", label: t("file") }, { id: "at", label: t("fileAt"), wideOnly: true }, { id: "state", label: t("fileState") }]}
        rows={files.map((file) => ({
          id: `${file.name} ${file.version}`,
          cells: {
            file: <span className="break-all max-md:whitespace-normal">{file.name}</span>,
            at: <Timestamp at={file.takenAt.toISOString()} />,
            state: file.documentId === null ? (file.problem === null ? "—" : <ProblemWords problem={file.problem} />) : <Link href={`/feeds/${encodeURIComponent(file.documentId)}`} className="text-accent hover:underline">{t("fileTaken")}</Link>,
          },
        }))}
      />
    </Section>
  );
}

/** The documents that came from a source last, each with what became of its events. */
export async function Came({ documents }: { readonly documents: Awaited<ReturnType<typeof sourceDocuments>> }) {
  const t = await getTranslations("sources");
  return (
    <Section title={t("came")}>
      {documents.length === 0 ? <p className="text-ink-soft">{t("noDocuments")}</p> : null}
      <ul className="flex flex-col divide-y divide-line">
        {documents.map((document) => (
          <li key={document.documentId} className="flex flex-wrap items-center gap-x-4 py-1.5 text-table">
            <Link href={`/feeds/${encodeURIComponent(document.documentId)}`} className="text-accent hover:underline">
              <Timestamp at={document.at.toISOString()} />
            </Link>
            <DayCounts counts={document} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
