import { useLocale, useTranslations } from "next-intl";
import { Grid } from "#components/consignment/Grid";
import type { DigitShare } from "#lib/dashboards/digits";
import { Link } from "../../app/navigation.ts";
import { numberFormat } from "../ui/number-format.ts";

/** Each digit as observed and as expected; its number opens the lines behind it. */
export function DigitTable({ digits }: { readonly digits: readonly (DigitShare & { readonly href: string })[] }) {
  const [t, locale] = [useTranslations("analysis.digits"), useLocale()];
  const [share, whole] = [numberFormat(locale, "tenth"), numberFormat(locale, "whole")];
  return (
    <>
      <Grid
        narrow
        label={t("chart")}
        columns={[
          { id: "digit", label: t("digit") },
          { id: "count", label: t("count"), end: true },
          { id: "share", label: t("observed"), end: true },
          { id: "expected", label: t("expected"), end: true },
          { id: "z", label: t("z"), end: true },
        ]}
        rows={digits.map(({ digit, count, share: observed, expected, z, href }) => ({
          id: String(digit),
          marked: Math.abs(z) > 1.96,
          cells: {
            digit,
            count: count === 0 ? 0 : <Link href={href} className="text-accent hover:underline">{whole.format(count)}</Link>,
            share: share.format(observed), expected: share.format(expected), z: numberFormat(locale, "hundredths").format(z),
          },
        }))}
      />
      <p className="mt-1 text-xs text-ink-faint">{t("zNote")}</p>
    </>
  );
}
