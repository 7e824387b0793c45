import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { BacktestRecord, Fired, Variation } from "#lib/risk/backtest";
import type { Rule } from "#lib/risk/rule";
import type { RuleTitle } from "#lib/risk/ruleTitle";
import { worded } from "../consignment/worded.ts";
import { ModeTag } from "./ModeTag.tsx";
import { ThresholdWords } from "./ThresholdWords.tsx";
import { VariationWords } from "./VariationWords.tsx";

type Side = { readonly id: "first" | "second" | "inForce" | "recorded"; readonly variation: Variation | null; readonly fired: Fired | null };

/** What was tried beside what it is held against, what is in force and what was recorded: a column each, thresholds and figures in rows. */
export function Comparison({ row, rules, titles }: { readonly row: BacktestRecord; readonly rules: readonly Rule[]; readonly titles: readonly RuleTitle[] }) {
  const [t, tr, locale] = [useTranslations("backtests"), useTranslations("rules"), useLocale()];
  const { first, second, standing, tally } = row;
  const rule = first.kind === "rule" ? rules.find(({ id }) => id === first.rule) : undefined;
  const sides: readonly Side[] = [
    { id: "first", variation: first, fired: tally?.a ?? null },
    ...(second === null ? [] : [{ id: "second" as const, variation: second, fired: tally?.b ?? null }]),
    { id: "inForce", variation: standing, fired: tally?.inForce ?? null },
    ...(first.kind === "model" ? [] : [{ id: "recorded" as const, variation: null, fired: tally?.recorded ?? null }]),
  ];
  const line = (id: string, label: string, cell: (side: Side) => ReactNode, strong = false) => (
    <tr key={id} className="border-b border-line last:border-0">
      <th scope="row" className="py-1.5 pe-3 min-w-40 text-start font-normal text-ink-soft">{label}</th>
      {sides.map((side) => <td key={side.id} className={`px-3 py-1.5 text-end whitespace-nowrap tabular-nums ${strong ? "font-semibold" : ""}`}>{cell(side) ?? <span className="text-ink-faint">–</span>}</td>)}
    </tr>
  );
  const valueOf = (variation: Variation | null, name: string) => (variation?.kind === "rule" ? variation.values[name] : undefined);
  const names = Object.keys(rule?.thresholds ?? {});
  const varied = names.filter((name) => sides.some(({ variation }) => variation !== null && valueOf(variation, name) !== valueOf(standing ?? first, name)));
  const count = (of: (fired: Fired) => number) => ({ fired }: Side) => (fired === null ? null : of(fired));
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by the keyboard (WCAG 2.1.1)
    <section tabIndex={0} aria-label={t("comparison")} className="relative overflow-x-auto">
      {rule === undefined ? null : <p className="pb-2 font-medium">{worded(rule.name, locale)}</p>}
      <table className="w-full border-collapse text-table">
        <thead>
          <tr className="border-b border-line align-bottom text-ink-faint">
            <th scope="col" className="py-1.5 pe-3 text-start font-medium">{t("column.what")}</th>
            {sides.map(({ id }) => <th key={id} scope="col" title={t(`sideNote.${id}`)} className="px-3 py-1.5 text-end font-medium whitespace-nowrap">{t(`side.${id}`)}</th>)}
          </tr>
        </thead>
        <tbody>
          {rule === undefined
            ? line("of", t("row.of"), ({ variation }) => (variation === null ? null : <VariationWords variation={variation} rules={rules} titles={titles} />))
            : line("mode", tr("column.mode"), ({ variation }) => (variation?.kind === "rule" ? <ModeTag mode={variation.mode} /> : null))}
          {varied.map((name) => {
            const threshold = rule?.thresholds[name];
            return line(name, threshold === undefined ? name : worded(threshold.name, locale), ({ id, variation }) => {
              const value = valueOf(variation, name);
              if (value === undefined || threshold === undefined) return null;
              const differs = id !== "inForce" && value !== valueOf(standing, name);
              return <span className={differs ? "font-semibold text-accent" : ""}><ThresholdWords unit={threshold.unit} value={value} /></span>;
            });
          })}
          {names.length === varied.length ? null : line("alike", t("row.alike", { count: names.length - varied.length }), ({ variation }) => (variation === null ? null : t("row.asSetNow")))}
          {line("fired", t("row.fired"), count(({ fired }) => fired), true)}
          {line("known", t("row.known"), count(({ known }) => known))}
          {line("confirmed", t("row.confirmed"), count(({ confirmed }) => confirmed))}
          {line("refuted", t("row.refuted"), count(({ known, confirmed }) => known - confirmed))}
          {line("unknown", t("row.unknown"), count(({ fired, known }) => fired - known))}
        </tbody>
      </table>
      <dl className="mt-2 text-xs text-ink-faint">
        {sides.map(({ id }) => (
          <div key={id}><dt className="inline font-medium">{t(`side.${id}`)}</dt> <dd className="inline before:content-['–_']">{t(`sideNote.${id}`)}</dd></div>
        ))}
      </dl>
    </section>
  );
}
