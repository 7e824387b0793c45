import { useTranslations } from "next-intl";
import { SIDES, type Side, type Tally } from "#lib/risk/backtest";
import { Link } from "../../app/navigation.ts";

/** The sides of a comparison, each with how many declarations it has, as links to their list. */
export function SideTabs({ id, side, tally, compares }: { readonly id: number; readonly side: Side | undefined; readonly tally: Tally; readonly compares: boolean }) {
  const t = useTranslations("backtests");
  const counts: Partial<Record<Side, number>> = { "only-a": tally.onlyA.fired, "only-other": tally.onlyOther.fired, both: tally.both.fired };
  const tab = "rounded-md border border-line px-2.5 py-1 text-table text-ink-soft hover:bg-hover aria-[current=true]:border-accent aria-[current=true]:bg-selected aria-[current=true]:text-ink";
  return (
    <nav aria-label={t("hits")} className="flex flex-wrap gap-2">
      <Link href={`/rules/backtests/${id}`} aria-current={side === undefined} className={tab}>{t("all")}</Link>
      {SIDES.map((one) => (
        <Link key={one} href={`/rules/backtests/${id}?side=${one}`} aria-current={side === one} className={tab}>
          {t(`only.${one}`, { other: compares ? "second" : "inForce" })}
          {counts[one] === undefined ? null : <span className="ms-1.5 tabular-nums text-ink-faint">{counts[one]}</span>}
        </Link>
      ))}
    </nav>
  );
}
