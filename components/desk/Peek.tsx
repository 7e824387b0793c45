"use client";
import { ExternalLink, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { IconButton, LinkButton } from "#components/ui/Button";
import { DataList } from "#components/ui/DataList";
import { ErrorNote } from "#components/ui/ErrorNote";
import { LaneTag } from "#components/ui/LaneTag";
import { StatusTag } from "#components/ui/StatusTag";
import { Tag } from "#components/ui/Tag";
import { UsedBar } from "#components/ui/UsedBar";
import { VerdictTag } from "#components/ui/VerdictTag";
import { Timestamp } from "#components/ui/Timestamp";
import type { Peeked } from "#lib/triage/peeked";
import type { DeskRow } from "#lib/triage/row";
import { Link } from "../../app/navigation.ts";
import type { DeskActs, DeskPerson } from "./acts.ts";
import { Age } from "./Cell.tsx";
import { DecisionBar } from "./DecisionBar.tsx";
import { fetchPeek } from "./fetching.ts";
import { countryName, quantityWords } from "./wording.ts";
import { LaneWhy } from "./LaneWhy.tsx";
import { LineAnswers } from "./LineAnswers.tsx";
import type { TriageDecision } from "#lib/triage/decision";

type PeekProps = {
  readonly row: DeskRow;
  readonly person: DeskPerson;
  readonly acts: DeskActs;
  readonly onDecide: (decision: TriageDecision) => void;
  readonly onCase: () => void;
  readonly onClose: () => void;
  readonly onSettled: (row: Partial<DeskRow>) => void;
};

const TONE = { info: "neutral", low: "neutral", medium: "yellow", high: "red", critical: "red" } as const;
const EDGE = { neutral: "border-line-strong", yellow: "border-yellow", red: "border-red" } as const;

/** One consignment beside the table: the verdict as a sentence, the findings, the working, and what can be done now. */
export function Peek({ row, person, acts, onDecide, onCase, onClose, onSettled }: PeekProps) {
  const t = useTranslations("desk");
  const tt = useTranslations("triage");
  const locale = useLocale();
  const { peeked, failed } = usePeeked(row);
  const sentence = row.finding?.sentence ?? t("noFindingSentence");
  return (
    <aside
      aria-label={t("peek", { number: row.number })}
      className="animate-slide-in fixed inset-0 z-40 flex flex-col border-s border-line bg-raised sm:inset-y-0 sm:start-auto sm:end-0 sm:w-[26rem] xl:static xl:z-auto xl:w-[26rem] xl:shrink-0"
    >
      <header className="flex items-center gap-2 border-b border-line px-4 py-2">
        <LaneTag lane={row.lane} />
        {row.laneBy === "score" ? null : <LaneWhy by={row.laneBy} />}
        <span className="min-w-0"><StatusTag status={row.status} short /></span>
        <span className="ms-auto flex shrink-0">
          <LinkButton href={`/consignments/${encodeURIComponent(row.number)}`} look="plain" icon={<ExternalLink aria-hidden className="size-4" />}>{t("whole")}</LinkButton>
          <IconButton label={t("closePeek")} keys="Esc" onPress={onClose}>
            <X aria-hidden className="size-4" />
          </IconButton>
        </span>
      </header>
      <div className="flex min-h-0 flex-1 flex-col gap-5 overflow-auto px-4 py-4">
        <section className="flex flex-col gap-2">
          <h2 className="text-lg leading-6 font-semibold text-pretty">{sentence}</h2>
          {row.laneBy === "score" ? null : <p className="text-table text-pretty text-ink-soft">{tt(`laneByNote.${row.laneBy}`)}</p>}
          <div className="flex items-center gap-3">
            <VerdictTag verdict={row.verdict} />
            {row.used === null ? null : <span className="min-w-0 flex-1"><UsedBar used={row.used} verdict={row.verdict} wide /></span>}
          </div>
        </section>
        <DataList
          data={[
            { label: t("column.number"), value: row.number },
            { label: t("column.goods"), value: `${row.goods} · ${quantityWords(row.quantity, locale)}` },
            { label: t("column.producer"), value: <Link className="text-accent hover:underline" href={`/producers/${row.siteId}`}>{row.site}</Link> },
            { label: t("column.importer"), value: row.importer },
            { label: t("column.country"), value: countryName(row.country, locale) },
            { label: t("column.office"), value: `${row.office} · ${row.tradeMode}` },
            { label: t("column.lodged"), value: <Timestamp at={row.lodgedAt} /> },
            { label: t("column.age"), value: <span className="block max-w-40"><Age row={row} /></span> },
            { label: t("column.assignee"), value: row.assignee ?? t("nobody") },
          ]}
        />
        {failed ? <ErrorNote title={t("peekFailed")} /> : null}
        {peeked === undefined ? (failed ? null : <p className="text-ink-faint">{t("loadingPeek")}</p>) : (
          <>
            {peeked.findings.length === 0 ? null : (
              <section>
                <h3 className="mb-1.5 text-table font-semibold">{t("findings", { count: peeked.findings.length })}</h3>
                <ul className="flex flex-col gap-2">
                  {peeked.findings.map((finding) => (
                    <li key={finding.id} className={`flex flex-col gap-1 border-s-2 ps-3 ${EDGE[TONE[finding.severity]]}`}>
                      <span className="text-table">{finding.sentence}</span>
                      <span className="flex items-center gap-2 text-xs text-ink-faint">
                        <Tag tone={TONE[finding.severity]}>{tt(`severity.${finding.severity}`)}</Tag>
                        {t("points", { points: finding.points })} · {finding.title}
                      </span>
                    </li>
                  ))}
                </ul>
              </section>
            )}
            <LineAnswers lines={peeked.lines} />
            <Decisions decisions={peeked.decisions} />
          </>
        )}
      </div>
      <DecisionBar row={row} waiting={peeked?.decisions.find((one) => one.waits)} person={person} acts={acts} onDecide={onDecide} onCase={onCase} onSettled={onSettled} />
    </aside>
  );
}

function Decisions({ decisions }: { readonly decisions: Peeked["decisions"] }) {
  const t = useTranslations("desk");
  const tt = useTranslations("triage");
  if (decisions.length === 0) return null;
  return (
    <section>
      <h3 className="mb-1.5 text-table font-semibold">{t("decided")}</h3>
      <ul className="flex flex-col gap-2 text-table">
        {decisions.map((one) => (
          <li key={one.at} className={one.undone ? "text-ink-faint line-through" : ""}>
            {tt(`decision.${one.decision}`)}: {tt.has(`reason.${one.reason}`) ? tt(`reason.${one.reason}` as "reason.low-risk") : one.reason}
            {one.note === "" ? "" : ` – ${one.note}`}
            <span className="block text-xs text-ink-faint">
              {one.by}
              {one.secondedBy === null ? "" : ` + ${one.secondedBy}`} · <Timestamp at={one.at} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What is known of the row beyond the table; read again whenever the row has changed. */
function usePeeked(row: DeskRow): { readonly peeked: Peeked | undefined; readonly failed: boolean } {
  const locale = useLocale();
  const [known, setKnown] = useState<{ readonly stamp: string; readonly number: string; readonly peeked: Peeked | undefined; readonly failed: boolean }>();
  const { number } = row;
  const stamp = `${row.number} ${row.version} ${row.status}`;
  useEffect(() => {
    let wanted = true;
    const timer = setTimeout(() => {
      fetchPeek(number, locale).then(
        (peeked) => wanted && setKnown({ stamp, number, peeked, failed: false }),
        () => wanted && setKnown({ stamp, number, peeked: undefined, failed: true }),
      );
    }, 60);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [number, stamp, locale]);
  return known?.number === number ? known : { peeked: undefined, failed: false };
}
