import { useLocale, useTranslations } from "next-intl";
import { partWords, rateWords } from "./rate.ts";

/** What was taken against what is expected of so many arrivals: the bar is twice the expected rate long, its mark the rate itself. */
export function RateBar({ part, whole, rate, tone }: { readonly part: number; readonly whole: number; readonly rate: number; readonly tone: "red" | "yellow" | "violet" }) {
  const [t, locale] = [useTranslations("selection"), useLocale()];
  const share = whole === 0 ? 0 : Math.min(1, (part / whole) * (10_000 / Math.max(1, rate * 2)));
  const color = { red: "bg-red", yellow: "bg-amber", violet: "bg-violet" }[tone];
  return (
    <span className="flex min-w-28 flex-col gap-1">
      <span className="whitespace-nowrap">
        <span className="font-medium">{partWords(part, whole, locale)}</span> <span className="text-xs text-ink-faint">{t("ofExpected", { rate: rateWords(rate, locale) })}</span>
      </span>
      <span aria-hidden className="relative h-1.5 w-full rounded-sm bg-sunken ring-1 ring-line ring-inset">
        <span className={`block h-full rounded-sm ${color}`} style={{ width: `${share * 100}%` }} />
        <span className="absolute inset-y-[-2px] start-1/2 border-s-2 border-ink" />
      </span>
    </span>
  );
}
