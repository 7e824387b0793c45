import { useTranslations } from "next-intl";
import { DataList } from "#components/ui/DataList";
import type { DigitResult } from "#lib/dashboards/digits";
import { figureWords, pWords } from "./asked.ts";

/** The figures of a test: chi-square, its p-value, the mean absolute deviation and what it is called. */
export function DigitStatistics({ result, locale }: { readonly result: DigitResult; readonly locale: string }) {
  const t = useTranslations("analysis.digits");
  if (result.chiSquare === null || result.p === null || result.deviation === null) return null;
  return (
    <>
      <DataList
        columns={1}
        data={[
          { label: t("numbers"), value: figureWords(result.numbers, locale, 0) },
          { label: t("chiSquare"), value: t("chiSquareValue", { value: figureWords(result.chiSquare, locale), freedom: result.freedom }) },
          { label: t("p"), value: pWords(result.p, locale, (value) => t("below", { value })) },
          { label: t("deviation"), value: figureWords(result.deviation, locale, 4) },
          ...(result.conformity === null ? [] : [{ label: t("conformity"), value: t(`conformities.${result.conformity}`) }]),
        ]}
      />
      <p className="mt-3 text-xs text-ink-faint">{t("pNote")}</p>
    </>
  );
}
