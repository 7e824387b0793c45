import { useTranslations } from "next-intl";
import { formatMoney } from "#lib/measures/money";
import type { Threshold } from "#lib/risk/rule";

/** A threshold's value with its unit, as an officer reads it: `80 points`, `2.5%`, `CNY 10.00`. */
export function ThresholdWords({ unit, value }: { readonly unit: Threshold["unit"]; readonly value: number }) {
  const t = useTranslations("rules.unit");
  if (unit === "fen") return <>{formatMoney({ minor: BigInt(Math.round(value)), currency: "CNY" })}</>;
  if (unit === "probability") return <>{String(value)}</>;
  return <>{t(unit, { value })}</>;
}
