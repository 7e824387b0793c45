import { useTranslations } from "next-intl";
import { Section } from "#components/access/Section";
import { Table } from "#components/access/Table";
import { numberFormat } from "../../../../../../components/ui/number-format.ts";
import { Tag, type Tone } from "#components/ui/Tag";
import type { DriftVerdict } from "#lib/risk/drift";
import { countryName } from "#lib/places/country";
import { LEAST_WATCHED, type Drift, type PartName } from "#lib/risk/modelWatch";

/** The inputs whose codes are countries. */
const COUNTRIES: ReadonlySet<string> = new Set(["origin", "departure"]);
const TONE = { stable: "green", moved: "yellow", drifted: "red" } as const satisfies Record<DriftVerdict, Tone>;

/** Whether what the model scores is still as it was: each input lately, and the chances week by week. */
export function Watch({ drift: { inputs, weeks, scored }, base, locale }: { readonly drift: Drift; readonly base: number; readonly locale: string }) {
  const t = useTranslations("model.drift");
  const share = (value: number): string => numberFormat(locale, "smallShare").format(value);
  const verdict = (said: DriftVerdict) => <Tag tone={TONE[said]}>{t(said === "moved" ? "movedWord" : said)}</Tag>;
  const part = usePartWords(locale);
  return (
    <Section title={t("title")} note={inputs.length === 0 ? t("few", { least: LEAST_WATCHED }) : t("note", { scored, base })}>
      {inputs.length === 0 ? null : (
        <Table
          label={t("title")}
          columns={(["input", "psi", "verdict", "most"] as const).map((id) => ({ id, label: t(id), end: id === "psi" }))}
          rows={inputs.map(({ input, psi, verdict: said, moved }) => ({
            id: input,
            cells: {
              input: <Input name={input} />,
              psi: psi.toFixed(3),
              verdict: verdict(said),
              most: t("moved", { part: part(moved.part, input), before: share(moved.before), now: share(moved.now) }),
            },
          }))}
        />
      )}
      {weeks.length === 0 ? (
        inputs.length === 0 ? null : <p className="text-ink-soft">{t("weeksFew", { least: LEAST_WATCHED })}</p>
      ) : (
        <Table
          label={t("weeks")}
          columns={(["week", "declarations", "mean", "psi", "verdict"] as const).map((id) => ({ id, label: t(id), end: id !== "week" && id !== "verdict" }))}
          rows={weeks
            .toReversed()
            .map(({ week, declarations, mean, psi, verdict: said }) => ({
              id: week,
              cells: { week, declarations: numberFormat(locale, "whole").format(declarations), mean: share(mean), psi: psi.toFixed(3), verdict: verdict(said) },
            }))}
        />
      )}
    </Section>
  );
}

/** Goods are watched by their chapter. */
function Input({ name }: { readonly name: string }) {
  const t = useTranslations("model.field");
  const key = name === "hs" ? "hs2" : name;
  return <>{t.has(key) ? t(key) : name}</>;
}

function usePartWords(locale: string): (part: PartName, input: string) => string {
  const t = useTranslations("model.drift");
  const amount = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
  return (part, input) => {
    if (part.kind === "code") return COUNTRIES.has(input) ? (countryName(part.code)?.[locale === "en" ? "en" : "zh"] ?? part.code) : part.code;
    if (part.kind === "others" || part.kind === "absent") return t(part.kind);
    const [from, to] = [part.from === null ? "" : amount.format(part.from), part.to === null ? "" : amount.format(part.to)];
    if (part.from === null) return t("below", { to });
    return part.to === null ? t("above", { from }) : t("between", { from, to });
  };
}
