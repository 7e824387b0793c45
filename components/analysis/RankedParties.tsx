import { useLocale, useTranslations } from "next-intl";
import { Grid } from "#components/consignment/Grid";
import type { RankedParty } from "#lib/dashboards/digits";
import { Link } from "../../app/navigation.ts";
import { numberFormat } from "../ui/number-format.ts";
import { figureWords, pWords } from "./asked.ts";

type Party = { readonly kind: "importer" | "producer"; readonly id: number; readonly code: string | null; readonly name: { readonly en: string; readonly zh: string } };

/** As many parties stand on the screen; the rest is in the export. */
const SHOWN = 50;

/** Who deviates most from what chance makes of digits; a party's number opens its lines. */
export function RankedParties({
  ranked,
  by,
  least,
  linesOf,
}: {
  readonly ranked: readonly RankedParty<Party>[];
  readonly by: Party["kind"];
  readonly least: number;
  readonly linesOf: (changes: Readonly<Record<string, string>>) => string;
}) {
  const [t, locale] = [useTranslations("analysis.digits"), useLocale()];
  if (ranked.length === 0) return <p className="text-ink-soft">{t("rankedNone", { by, least })}</p>;
  const p = (value: number) => pWords(value, locale, (limit) => t("below", { value: limit }));
  const lines = ({ kind, id, code }: Party) => linesOf(kind === "importer" ? { importer: code ?? "" } : { producer: String(id) });
  const nameOf = ({ id, kind, name }: Party) => {
    const words = (locale === "zh-CN" ? name.zh : name.en) || t("unnamed");
    return kind === "producer" && id !== 0 ? <Link href={`/producers/${id}`} className="font-medium text-accent hover:underline">{words}</Link> : <span className="font-medium">{words}</span>;
  };
  return (
    <>
      <Grid
        label={t("ranked")}
        columns={[
          { id: "party", label: t("party", { by }) }, { id: "numbers", label: t("numbers"), end: true }, { id: "chi", label: t("chiSquare"), end: true }, { id: "p", label: t("p"), end: true },
          { id: "corrected", label: t("corrected"), end: true }, { id: "deviation", label: t("deviation"), end: true, wideOnly: true },
        ]}
        rows={ranked.slice(0, SHOWN).map(({ party, result, p: alone, adjusted }) => ({
          id: `${party.kind}-${party.id}`,
          marked: adjusted <= 0.05,
          cells: {
            party: nameOf(party),
            numbers: <Link href={lines(party)} className="text-accent hover:underline">{numberFormat(locale, "whole").format(result.numbers)}</Link>,
            chi: figureWords(result.chiSquare ?? 0, locale), p: p(alone), corrected: p(adjusted), deviation: figureWords(result.deviation ?? 0, locale, 4),
          },
        }))}
      />
      {ranked.length > SHOWN ? <p className="mt-1 text-xs text-ink-faint">{t("more", { count: ranked.length - SHOWN })}</p> : null}
    </>
  );
}
