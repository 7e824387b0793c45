import { useLocale, useTranslations } from "next-intl";
import { UsedBar } from "#components/ui/UsedBar";
import { VerdictTag } from "#components/ui/VerdictTag";
import type { LineCapacity } from "#lib/capacity/verdict";
import type { OwnLine } from "#lib/triage/partner";
import { Figures } from "../consignment/Figures.tsx";
import { periodWords, worded } from "../consignment/worded.ts";
import { amountWords } from "../desk/wording.ts";

/** One line as it was declared, the answer it was given at lodging with its working, and what helps where it was not within. */
export function LineAnswer({ line }: { readonly line: OwnLine }) {
  const [t, codes, locale] = [useTranslations("partner.line"), useTranslations("consignment.line"), useLocale()];
  const { answer } = line;
  return (
    <article className="grid gap-x-8 gap-y-3 border-t border-line pt-4 first:border-0 first:pt-0 lg:grid-cols-2">
      <div className="flex min-w-0 flex-col gap-1">
        <h3 className="font-semibold">
          {t("title", { no: line.no })} <span className="font-normal">{line.goods === null ? "" : worded(line.goods, locale)}</span>
        </h3>
        <p className="text-table break-words text-ink-soft">{declaredWords(line, codes("codes", { gtin: line.gtin, hs: line.hsCode }), locale, t)}</p>
        {answer === null ? <p className="text-table text-ink-soft">{t("noAnswer")}</p> : <Verdict answer={answer} />}
      </div>
      {answer === null ? null : <Working answer={answer} />}
    </article>
  );
}

type Words = ReturnType<typeof useTranslations<"partner.line">>;

function declaredWords(line: OwnLine, codes: string, locale: string, t: Words): string {
  const { value, unit } = line.quantity;
  const parts = [amountWords(value, unit, locale), codes, t("site", { site: line.site })];
  if (line.lots.length > 0) parts.push(t("lots", { lots: line.lots.join(", ") }));
  if (line.productionDate !== undefined) parts.push(t("produced", { date: line.productionDate }));
  if (line.vintage !== undefined) parts.push(t("vintage", { year: String(line.vintage) }));
  return parts.join(" · ");
}

function Verdict({ answer }: { readonly answer: LineCapacity }) {
  const t = useTranslations("partner.line");
  const help = answer.ask !== undefined && t.has(`ask.${answer.ask}`) ? t(`ask.${answer.ask}`) : t(`help.${answer.verdict}`);
  return (
    <>
      <div className="mt-1 flex flex-wrap items-center gap-3">
        <VerdictTag verdict={answer.verdict} />
        {answer.used === null ? null : (
          <span className="w-40">
            <UsedBar used={Number(answer.used)} verdict={answer.verdict} wide />
          </span>
        )}
      </div>
      <p className="text-table text-pretty">{help}</p>
    </>
  );
}

function Working({ answer }: { readonly answer: LineCapacity }) {
  const [t, assumed, locale] = [useTranslations("partner.line"), useTranslations("consignment.line.assumed"), useLocale()];
  const say = (value: string | null) => (value === null ? "–" : amountWords(value, answer.unit, locale));
  const figures = [
    { label: t("certified"), value: say(answer.limit) },
    { label: t("before"), value: say(answer.declaredBefore) },
    { label: t("own"), value: say(answer.line) },
    { label: t("after"), value: say(answer.declaredAfter) },
    ...(answer.excess === null || answer.excess === "0" ? [] : [{ label: t("excess"), value: say(answer.excess), tone: "wrong" as const }]),
  ];
  return (
    <div className="flex min-w-0 flex-col gap-2">
      {answer.limit === null ? null : <Figures figures={figures} />}
      {answer.working.length === 0 ? null : (
        <div>
          <h4 className="text-xs text-ink-faint">{t("working")}</h4>
          <ul className="font-mono text-table leading-6 break-words">
            {answer.working.map((step) => (
              <li key={step.en}>{worded(step, locale)}</li>
            ))}
          </ul>
        </div>
      )}
      {answer.certificates.length === 0 ? null : (
        <p className="text-table text-ink-soft">
          {t("certificates", { certificates: answer.certificates.join(", ") })}
          {answer.account === null ? "" : ` · ${t("period", { period: periodWords(answer.account, locale) })}`}
        </p>
      )}
      {answer.assumptions.length === 0 ? null : (
        <ul className="list-disc ps-4 text-table text-ink-soft">
          {answer.assumptions.map((name) => (
            <li key={name}>{assumed.has(name) ? assumed(name) : name}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
