import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Section } from "#components/access/Section";
import { Filters } from "#components/cases/Filters";
import { LinkButton } from "#components/ui/Button";
import { DataList } from "#components/ui/DataList";
import { ErrorNote } from "#components/ui/ErrorNote";
import { Timestamp } from "#components/ui/Timestamp";
import { ROW_STATES, isUnderWay } from "#lib/lodging/import";
import type { ImportRow, ImportView } from "#lib/lodging/import";
import { addressOf } from "../producers/address.ts";
import { FormatName } from "./FormatName.tsx";
import { ProblemList } from "./ProblemList.tsx";
import { Progress } from "./Progress.tsx";
import { Results } from "./Results.tsx";
import { ImportCounts, ImportStateTag } from "./StateTags.tsx";

type Props = { readonly view: ImportView; readonly rows: readonly ImportRow[]; readonly next: number | null; readonly chosen: string; readonly room: string; readonly linked: boolean; readonly children?: ReactNode };

/** An import that was started: how far it is, what became of each record, and the refused as a file to correct. */
export function ImportResult({ view, rows, next, chosen, room, linked, children }: Props) {
  const [t, locale] = [useTranslations("imports"), useLocale()];
  const address = (state: string, after?: number): string => addressOf(`${room}/${view.id}`, { state: state === "all" ? undefined : state, after: after === undefined ? undefined : String(after) });
  return (
    <>
      <section className="panel flex flex-col gap-3 p-4 sm:p-5">
        <div className="flex flex-wrap items-center gap-3">
          <ImportStateTag state={view.state} />
          <ImportCounts counts={view} />
        </div>
        {isUnderWay(view.state) ? <Progress view={view} /> : null}
        {view.documentProblems.length === 0 ? null : view.state === "failed" ? (
          <ErrorNote title={t("stateOf.failed")}>
            <ProblemList problems={view.documentProblems} />
          </ErrorNote>
        ) : (
          <ProblemList problems={view.documentProblems} />
        )}
        <Facts view={view} />
      </section>
      {children}
      {view.records === null || view.records === 0 ? null : (
        <Section title={t("result.title")}>
          <div className="flex flex-wrap items-center justify-between gap-3">
            <Filters label={t("result.filter")} chosen={chosen} options={[{ id: "all", label: t("result.all") }, ...ROW_STATES.map((id) => ({ id, label: t(`rowState.${id}`) }))]} address={address} />
            {view.refused > 0 && !isUnderWay(view.state) ? (
              <a href={`/api/imports/${view.id}/refused?language=${locale}`} download className="text-accent underline" title={t("result.downloadNote")}>
                {t("result.download")}
              </a>
            ) : null}
          </div>
          <Results rows={rows} linked={linked} />
          {next === null ? null : (
            <div>
              <LinkButton href={address(chosen, next)}>{t("result.more")}</LinkButton>
            </div>
          )}
        </Section>
      )}
    </>
  );
}

function Facts({ view }: { readonly view: ImportView }) {
  const t = useTranslations("imports");
  const data = [
    { label: t("format"), value: <FormatName format={view.format} /> },
    { label: t("facts.by"), value: view.createdByName },
    { label: t("at"), value: <Timestamp at={view.createdAt.toISOString()} /> },
    ...(view.finishedAt === null ? [] : [{ label: t("facts.finished"), value: <Timestamp at={view.finishedAt.toISOString()} /> }]),
    ...(view.mappingName === null ? [] : [{ label: t("facts.mapping"), value: t("mapping.version", { name: view.mappingName, version: view.mappingVersion ?? 1 }) }]),
    { label: t("facts.sha256"), value: <code className="font-mono text-xs break-all">{view.sha256}</code> },
  ];
  return <DataList data={data} columns={2} />;
}
