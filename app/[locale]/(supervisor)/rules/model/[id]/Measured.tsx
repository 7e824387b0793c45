import { useTranslations } from "next-intl";
import { Section } from "#components/access/Section";
import { Table } from "#components/access/Table";
import { AsTable } from "#components/model/AsTable";
import { CalibrationChart } from "#components/model/CalibrationChart";
import { DistributionChart } from "#components/model/DistributionChart";
import { useFeatureWords } from "../../../../../../components/model/useFeatureWords.ts";
import { numberFormat } from "../../../../../../components/ui/number-format.ts";
import type { Measures, ModelCard } from "#lib/risk/modelCard";
import type { Confidence } from "#lib/risk/modelMeasure";

type Shown = { readonly card: ModelCard; readonly locale: string };

const KINDS = ["unseen", "known", "all"] as const;

/** How well the model ranks what was held back: goods it had met and goods it had not, side by side, each figure with its interval. */
export function Measured({ card, locale }: Shown) {
  const t = useTranslations("model.measures");
  const share = (value: number): string => numberFormat(locale, "smallShare").format(value);
  const figure = ({ value, low, high }: Confidence, as: (value: number) => string) => (
    <span className="whitespace-nowrap">
      <span className="font-medium">{as(value)}</span> <span className="text-ink-faint">({as(low)}–{as(high)})</span>
    </span>
  );
  const few = <span className="text-ink-faint">{t("few")}</span>;
  const row = (id: "auc" | "p1" | "p5" | "p10" | "r10", as: (value: number) => string) => ({ id, cells: { measure: t(id), ...byKind(card, (measures) => (measures === null ? few : figure(measures[id], as))) } });
  return (
    <Section title={t("title")} note={t("note")}>
      <Table
        label={t("title")}
        columns={[{ id: "measure", label: t("measure") }, ...KINDS.map((id) => ({ id, label: t(id), end: true }))]}
        rows={[
          { id: "rows", cells: { measure: t("rows"), ...byKind(card, (measures) => (measures === null ? few : numberFormat(locale, "whole").format(measures.rows))) } },
          { id: "base", cells: { measure: t("base"), ...byKind(card, (measures) => (measures === null ? "" : share(measures.confirmed / measures.rows))) } },
          row("auc", (value) => value.toFixed(3)),
          row("p1", share),
          row("p5", share),
          row("p10", share),
          row("r10", share),
        ]}
      />
    </Section>
  );
}

function byKind<Cell>({ measures }: ModelCard, cell: (measures: Measures | null) => Cell): Readonly<Record<string, Cell>> {
  return Object.fromEntries(KINDS.map((kind) => [kind, cell(measures[kind])]));
}

/** Whether the chance holds: foretold against come. */
export function Calibration({ card: { calibration }, locale }: Shown) {
  const t = useTranslations("model.calibration");
  const share = (value: number): string => numberFormat(locale, "smallShare").format(value);
  return (
    <Section title={t("title")} note={t("note", { error: share(calibration.error) })}>
      <CalibrationChart bins={calibration.bins} />
      <AsTable
        summary={t("table")}
        columns={[t("foretold"), t("came"), t("interval"), t("rows")]}
        rows={calibration.bins.map(({ foretold, came, low, high, rows }) => [share(foretold), share(came), `${share(low)}–${share(high)}`, rows])}
      />
    </Section>
  );
}

/** Which chances were given, and how they turned out. */
export function Distribution({ card: { distribution }, locale }: Shown) {
  const t = useTranslations("model");
  const share = (part: number): string => numberFormat(locale, "share").format(part / distribution.length);
  return (
    <Section title={t("distribution.title")}>
      <DistributionChart parts={distribution} />
      <AsTable
        summary={t("calibration.table")}
        columns={[t("distribution.chance"), t("distribution.confirmed"), t("distribution.cleared")]}
        rows={distribution.map(({ confirmed, cleared }, at) => [`${share(at)}–${share(at + 1)}`, confirmed, cleared])}
      />
    </Section>
  );
}

/** What moves scores most. */
export function Importance({ card: { importance }, locale }: Shown) {
  const t = useTranslations("model.importance");
  const words = useFeatureWords();
  const most = importance[0]?.share ?? 1;
  return (
    <Section title={t("title")} note={t("note")}>
      <ol className="flex flex-col gap-1.5 text-table">
        {importance.map(({ feature, share }) => (
          <li key={feature} className="grid grid-cols-[minmax(0,1fr)_6rem_3rem] items-center gap-3">
            <span>{words(feature)}</span>
            <span className="h-2 rounded-sm bg-sunken">
              <span className="block h-full rounded-sm bg-accent" style={{ width: `${(100 * share) / most}%` }} />
            </span>
            <span className="text-end tabular-nums">{numberFormat(locale, "smallShare").format(share)}</span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
