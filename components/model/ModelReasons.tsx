import { useLocale, useTranslations } from "next-intl";
import { numberFormat } from "../ui/number-format.ts";
import type { ModelWord } from "#lib/risk/modelWatch";
import { Link } from "../../app/navigation.ts";
import { useFeatureWords } from "./useFeatureWords.ts";

/** As many reasons are in the sentence; the others are in the parts. */
const IN_SENTENCE = 2;
const LEAST = 0.005;

/** What the models in force say of a declaration, in words: the chance, why, and the parts that add up to it. */
export function ModelReasons({ words }: { readonly words: readonly ModelWord[] }) {
  if (words.length === 0) return null;
  return (
    <ul className="flex flex-col gap-2">
      {words.map((word) => (
        <li key={`${word.mode}-${word.modelId}`}>
          <Reasons word={word} />
        </li>
      ))}
    </ul>
  );
}

function Reasons({ word }: { readonly word: ModelWord }) {
  const t = useTranslations("model.reasons");
  const locale = useLocale();
  const feature = useFeatureWords();
  const chance = numberFormat(locale, word.chance < 0.1 ? "smallShare" : "share").format(word.chance);
  const telling = word.contributions.filter(({ value }) => Math.abs(value) >= LEAST);
  const why = telling.slice(0, IN_SENTENCE).map((one) => t(one.value > 0 ? "raises" : "lowers", { feature: feature(one.feature) })).join(t("and"));
  const figure = (value: number): string => `${value > 0 ? "+" : value < 0 ? "−" : ""}${Math.abs(value).toFixed(2)}`;
  const parts = [
    { label: t("general"), value: word.general },
    ...telling.map((one) => ({ label: feature(one.feature), value: one.value })),
    { label: t("rest"), value: word.rest + word.contributions.filter((one) => !telling.includes(one)).reduce((sum, { value }) => sum + value, 0) },
  ];
  return (
    <div className="flex flex-col gap-1">
      <p className="text-pretty">
        {why === "" ? t("sentencePlain", { mode: word.mode, chance }) : t("sentence", { mode: word.mode, chance, why })}
        <span className="text-ink-faint">
          {" "}
          · {t("line", { line: word.line })}
          {word.mode === "live" ? ` · ${t("points", { points: word.points })}` : ""}
        </span>
      </p>
      <details>
        <summary className="w-max cursor-pointer text-table text-accent underline">{t("parts")}</summary>
        <dl className="mt-1 grid max-w-xl grid-cols-[minmax(0,1fr)_max-content] gap-x-4 gap-y-1 text-table">
          {parts.map(({ label, value }) => (
            <div key={label} className="contents">
              <dt className="text-ink-soft">{label}</dt>
              <dd className={`text-end tabular-nums ${value > 0 ? "text-red" : ""}`}>{figure(value)}</dd>
            </div>
          ))}
          <dt className="border-t border-line font-medium">{t("sum")}</dt>
          <dd className="border-t border-line text-end font-medium tabular-nums">{figure(word.score)}</dd>
        </dl>
        <Link href={`/rules/model/${word.modelId}`} className="text-table text-accent underline">
          {t("open", { model: word.modelId })}
        </Link>
      </details>
    </div>
  );
}
