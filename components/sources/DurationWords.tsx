import { useTranslations } from "next-intl";
import { durationOf } from "./duration.ts";

/** A length of time in words. */
export function DurationWords({ seconds }: { readonly seconds: number }) {
  const t = useTranslations("sources.duration");
  const { unit, n } = durationOf(seconds);
  return <span className="whitespace-nowrap">{t(unit, { n })}</span>;
}
