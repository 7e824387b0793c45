import { useTranslations } from "next-intl";
import type { Fired } from "#lib/risk/backtest";

/** On how many it fired, and of those with a known outcome how many were confirmed: the rest stays unknown. */
export function FiredWords({ fired }: { readonly fired: Fired }) {
  const t = useTranslations("backtests");
  if (fired.fired === 0) return <>{t("firedNone")}</>;
  return (
    <>
      <strong className="font-semibold tabular-nums">{t("fired", { count: fired.fired })}</strong>{" "}
      <span className="text-ink-soft">
        {fired.known === 0
          ? t("knownNone")
          : t("known", { known: fired.known, confirmed: fired.confirmed, refuted: fired.known - fired.confirmed, unknown: fired.fired - fired.known })}
      </span>
    </>
  );
}
