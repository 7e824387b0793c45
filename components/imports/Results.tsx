import { useLocale, useTranslations } from "next-intl";
import { Table } from "#components/access/Table";
import { VerdictTag } from "#components/ui/VerdictTag";
import { gravestOf } from "#lib/lodging/import";
import type { ImportRow } from "#lib/lodging/import";
import { groupDigits } from "#lib/measures/decimal";
import { unitLabel, unitOf } from "#lib/measures/unit";
import { Link } from "../../app/navigation.ts";
import { ProblemList } from "./ProblemList.tsx";
import { RowStateTag } from "./StateTags.tsx";

/** What became of each record: its state, each line's verdict, a link to what it became, and what was wrong with it. */
export function Results({ rows, linked }: { readonly rows: readonly ImportRow[]; readonly linked: boolean }) {
  const t = useTranslations("imports");
  const columns = [
    { id: "number", label: t("row.number") },
    { id: "state", label: t("row.state") },
    { id: "answer", label: t("row.answer") },
    { id: "place", label: t("row.place") },
  ];
  return (
    <Table
      label={t("result.label")}
      columns={columns}
      rows={rows.map((row) => ({
        id: row.no,
        cells: {
          number: <Number row={row} linked={linked} />,
          state: <RowStateTag state={row.state} />,
          answer: <Answer row={row} />,
          place: <code className="font-mono text-xs text-ink-faint">{row.pointer}</code>,
        },
      }))}
    />
  );
}

function Number({ row, linked }: { readonly row: ImportRow; readonly linked: boolean }) {
  const t = useTranslations("imports");
  const own = linked && row.answers.length > 0 && row.number !== null;
  return (
    <>
      {own ? (
        <Link href={`/partner/${encodeURIComponent(row.kind === "return" ? `R-${row.number ?? ""}` : (row.number ?? ""))}`} className="font-medium text-accent hover:underline">
          {row.number}
        </Link>
      ) : (
        <span className="font-medium">{row.number ?? t(`kind.${row.kind}`)}</span>
      )}
      <span className="block text-xs text-ink-faint">
        {t(`kind.${row.kind}`)}
        {row.revision === null ? "" : ` · ${t("row.revision", { revision: row.revision })}`}
      </span>
    </>
  );
}

function Answer({ row }: { readonly row: ImportRow }) {
  const t = useTranslations("imports.row");
  const locale = useLocale();
  const verdict = gravestOf(row.answers);
  const over = row.answers.filter(({ excess }) => excess !== null && excess !== "0");
  return (
    <div className="flex flex-col gap-1">
      {verdict === undefined ? null : (
        <span className="flex flex-wrap items-center gap-2">
          <VerdictTag verdict={verdict} />
          <span className="text-xs text-ink-faint">{t("lines", { count: row.answers.length })}</span>
        </span>
      )}
      {over.map(({ no, excess, unit }) => (
        <span key={no} className="text-xs text-red">
          {t("over", { no, excess: groupDigits(excess ?? ""), unit: unitWord(unit, excess ?? "", locale) })}
        </span>
      ))}
      {row.problems.length > 0 ? <ProblemList problems={row.problems} /> : null}
    </div>
  );
}

function unitWord(code: string | null, amount: string, locale: string): string {
  const unit = code === null ? undefined : unitOf(code);
  return unit === undefined ? (code ?? "") : unitLabel(unit, locale === "en" ? "en" : "zh", amount);
}
