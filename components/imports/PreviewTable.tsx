import { CircleCheck, CircleQuestionMark, CircleX } from "lucide-react";
import { useTranslations } from "next-intl";
import { TARGETS, cellPointer } from "#lib/feeds/mapping";
import type { Mapping, Target } from "#lib/feeds/mapping";
import type { Knowledge, Preview, PreviewLine, PreviewRecord } from "#lib/lodging/preview";
import { ProblemList } from "./ProblemList.tsx";

/** The first records as they would be lodged: each value in its place, what is wrong beside it, and whether goods and sites are known. */
export function PreviewTable({ preview, mapping }: { readonly preview: Preview; readonly mapping: Mapping | null }) {
  const t = useTranslations("imports");
  const shown = TARGETS.filter((target) => preview.records.some(({ lines }) => lines.some((line) => line.shown[target] !== undefined)));
  if (preview.records.length === 0) return preview.documentProblems.length > 0 ? <ProblemList problems={preview.documentProblems} /> : <p className="text-ink-soft">{t("preview.none")}</p>;
  return (
    <div className="flex flex-col gap-3">
      {preview.documentProblems.length > 0 ? <ProblemList problems={preview.documentProblems} /> : null}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by the keyboard (WCAG 2.1.1) */}
      <section tabIndex={0} aria-label={t("preview.title")} className="relative max-h-160 overflow-auto rounded-md border border-line">
        <table className="w-full border-collapse text-table">
          <thead className="sticky top-0 z-10 bg-raised">
            <tr className="border-b border-line text-ink-faint">
              <th scope="col" className="px-3 py-2 text-start font-medium">{t("preview.row")}</th>
              <th scope="col" className="min-w-48 px-3 py-2 text-start font-medium">{t("preview.problems")}</th>
              {shown.map((target) => (
                <th key={target} scope="col" className="px-3 py-2 text-start font-medium whitespace-nowrap">{t(`target.${target}`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>{preview.records.map((record) => <Rows key={record.pointer} record={record} shown={shown} mapping={mapping} />)}</tbody>
        </table>
      </section>
    </div>
  );
}

function Rows({ record, shown, mapping }: { readonly record: PreviewRecord; readonly shown: readonly Target[]; readonly mapping: Mapping | null }) {
  const t = useTranslations("imports");
  const lines: readonly PreviewLine[] = record.lines.length > 0 ? record.lines : [{ row: null, shown: {}, product: null, site: null }];
  return lines.map((line, at) => (
    <tr key={`${record.pointer} ${line.row ?? at}`} className="border-b border-line align-top last:border-0">
      <td className="px-3 py-2 text-ink-faint">{line.row ?? (at === 0 ? record.number ?? record.pointer : "")}</td>
      {at === 0 ? (
        <td rowSpan={lines.length} className="px-3 py-2">
          {record.problems.length > 0 ? (
            <ProblemList problems={record.problems} />
          ) : (
            <span className="flex items-center gap-1 text-green">
              <CircleCheck aria-hidden className="size-3.5" />
              {t("preview.ok")}
            </span>
          )}
        </td>
      ) : null}
      {shown.map((target) => (
        <Cell key={target} target={target} line={line} wrong={isWrong(record, line, target, mapping)} />
      ))}
    </tr>
  ));
}

function Cell({ target, line, wrong }: { readonly target: Target; readonly line: PreviewLine; readonly wrong: boolean }) {
  const knowledge = target === "gtin" ? line.product : target === "site" ? line.site : null;
  return (
    <td className={`px-3 py-2 ${wrong ? "bg-red-soft text-red" : ""}`}>
      <span className="block max-w-56 break-words">{line.shown[target] ?? ""}</span>
      {knowledge === null || line.shown[target] === undefined ? null : <KnowledgeMark knowledge={knowledge} of={target === "gtin" ? "product" : "site"} />}
    </td>
  );
}

const MARK = { known: { icon: CircleCheck, tone: "text-green" }, question: { icon: CircleQuestionMark, tone: "text-yellow" }, unknown: { icon: CircleX, tone: "text-red" } } as const;

function KnowledgeMark({ knowledge, of }: { readonly knowledge: Knowledge; readonly of: "product" | "site" }) {
  const t = useTranslations("imports.preview");
  const { icon: Icon, tone } = MARK[knowledge];
  return (
    <span className={`flex items-center gap-1 text-xs ${tone}`}>
      <Icon aria-hidden className="size-3" />
      {t(`${of}.${knowledge}`)}
    </span>
  );
}

function isWrong({ problems }: PreviewRecord, { row }: PreviewLine, target: Target, mapping: Mapping | null): boolean {
  const origin = mapping?.columns[target];
  return row !== null && origin !== undefined && "column" in origin && problems.some(({ pointer, severity }) => severity === "error" && pointer === cellPointer(row, origin.column));
}
