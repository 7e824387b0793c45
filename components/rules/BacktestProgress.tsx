import { useTranslations } from "next-intl";
import type { BacktestRecord } from "#lib/risk/backtest";

/** How far a back-test is: a bar while it runs, else a word. */
export function BacktestProgress({ row }: { readonly row: Pick<BacktestRecord, "state" | "total" | "tally"> }) {
  const t = useTranslations("backtests");
  const [done, { total }] = [row.tally?.declarations ?? 0, row];
  if (row.state !== "running" || total === null) return <>{t(`state.${row.state}`)}</>;
  const said = t("progress", { done, total });
  return (
    <span className="flex flex-col gap-1">
      <progress
        aria-label={said}
        max={Math.max(1, total)}
        value={done}
        className="h-2 w-full max-w-64 overflow-hidden rounded-sm bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent"
      />
      <span className="text-table text-ink-soft">{said}</span>
    </span>
  );
}
