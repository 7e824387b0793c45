import { useLocale, useTranslations } from "next-intl";
import { TEMPLATE } from "#lib/risk/declared";

const PLAIN = new Set(["mass", "price", "unitPrice", "taxRate", "hs", "direct", "roundMass"]);
const OF = { peers: "feature.peers", unitPrice: "feature.unitPriceOf", mass: "feature.massOf", rate: "feature.rate", lines: "feature.lines", effect: "feature.effect" } as const;
const WHOLE = { [TEMPLATE.join("+")]: "feature.template", [[...TEMPLATE, "price", "taxRate"].join("+")]: "feature.templateAtPrice" };

/** Makes the words of the model's features in the reader's language; a feature without words is shown by its name. */
export function useFeatureWords(): (feature: string) => string {
  const t = useTranslations("model");
  const list = new Intl.ListFormat(useLocale(), { type: "conjunction" });
  const fieldWords = (fields: string): string => {
    const whole = WHOLE[fields];
    return whole === undefined ? list.format(fields.split("+").map((field) => (t.has(`field.${field}`) ? t(`field.${field}`) : field))) : t(whole);
  };
  return (feature) => {
    const [what = "", fields] = feature.split(":");
    if (fields === undefined) return PLAIN.has(what) ? t(`feature.${what}`) : feature;
    return what in OF ? t(OF[what as keyof typeof OF], { fields: fieldWords(fields) }) : feature;
  };
}
