import { ArrowRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { LaneTag } from "#components/ui/LaneTag";
import type { Moves } from "#lib/risk/backtest";
import { LANES, type Lane } from "#lib/triage/lane";

/** How many declarations would move from which lane to which, the gravest first. */
export function MovedLanes({ moves }: { readonly moves: Moves }) {
  const t = useTranslations("backtests");
  const found = LANES.flatMap((from) => LANES.flatMap((to) => (moves[`${from}>${to}`] === undefined ? [] : [{ from, to, count: moves[`${from}>${to}`] ?? 0 }])));
  if (found.length === 0) return <p className="text-table text-ink-soft">{t("lanesNone")}</p>;
  return (
    <ul className="flex flex-col gap-1.5 text-table">
      {found.map(({ from, to, count }) => (
        <li key={`${from}>${to}`} className="flex flex-wrap items-center gap-2">
          <LaneMove from={from} to={to} /> <span className="tabular-nums">{t("moved", { count })}</span>
        </li>
      ))}
    </ul>
  );
}

/** One lane, or two where the second is another. */
export function LaneMove({ from, to }: { readonly from: Lane; readonly to: Lane }) {
  if (from === to) return <LaneTag lane={from} />;
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <LaneTag lane={from} /> <ArrowRight aria-label="→" className="size-3.5 text-ink-faint" /> <LaneTag lane={to} />
    </span>
  );
}
