import { useLocale, useTranslations } from "next-intl";
import { VerdictTag } from "#components/ui/VerdictTag";
import type { LineCapacity } from "#lib/capacity/verdict";
import type { SubjectLine } from "#lib/risk/subject";
import { Link } from "../../app/navigation.ts";
import { amountWords } from "../desk/wording.ts";
import { periodWords, shareWords, worded } from "./worded.ts";

/** One line with the working of its numbers, what was taken for granted, and the answer at lodging beside the verdict now. */
export function LinePanel({ line, answer }: { readonly line: SubjectLine; readonly answer: LineCapacity | null }) {
  const t = useTranslations("consignment.line");
  const locale = useLocale();
  const changed = answer !== null && answer.verdict !== line.verdict;
  const assumptions = answer?.assumptions ?? [];
  const missing = line.missing ?? answer?.ask ?? null;
  return (
    <article className="grid gap-x-8 gap-y-3 border-t border-line pt-4 first:border-0 first:pt-0 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <div className="flex flex-col gap-1">
        <h3 className="font-semibold">
          {t("title", { no: line.no })} <span className="font-normal">{worded(line.goods, locale)}</span>
        </h3>
        <p className="text-table text-ink-soft">
          {amountWords(line.quantity.value, line.quantity.unit, locale)} · {t("codes", { gtin: line.gtin, hs: line.hsCode })}
          {line.lots.length === 0 ? "" : ` · ${t("lots", { lots: line.lots.join(", ") })}`} · <Link href={`/desk?state=all&gtin=${line.gtin}`} className="text-accent underline">{t("sameGoods")}</Link>
        </p>
        <p className="text-table text-ink-soft">
          {t("judgedBy", { period: periodWords({ from: line.producedFrom, to: line.producedTo }, locale) })} · {t(`effect.${line.effect}`)}
          {line.standing ? "" : ` · ${t("takenBack")}`}
        </p>
        <p className="mt-1 flex flex-wrap items-center gap-2">
          <VerdictTag verdict={line.verdict} />
          {changed ? <span className="text-table text-ink-soft">{t("atLodging")} <VerdictTag verdict={answer.verdict} /></span> : null}
        </p>
      </div>
      <div className="flex flex-col gap-2">
        {answer === null || answer.working.length === 0 ? null : (
          <div>
            <h4 className="text-xs text-ink-faint">{t("working")}</h4>
            <ul className="font-mono text-table leading-6">
              {answer.working.map((step) => <li key={step.en}>{worded(step, locale)}</li>)}
            </ul>
          </div>
        )}
        {answer === null ? null : <AtLodging answer={answer} />}
        {missing === null ? null : <p className="text-table text-pretty">{t.has(`missing.${missing}`) ? t(`missing.${missing}`) : missing}</p>}
        {assumptions.length === 0 ? null : (
          <ul className="list-disc ps-4 text-table text-ink-soft">
            {assumptions.map((name) => <li key={name}>{t.has(`assumed.${name}`) ? t(`assumed.${name}`) : name}</li>)}
          </ul>
        )}
      </div>
    </article>
  );
}

function AtLodging({ answer }: { readonly answer: LineCapacity }) {
  const t = useTranslations("consignment.line");
  const locale = useLocale();
  if (answer.declaredAfter === null || answer.unit === null) return null;
  const say = (value: string) => amountWords(value, answer.unit, locale);
  return (
    <p className="text-table text-ink-soft">
      {answer.limit === null || answer.used === null
        ? t("answeredNoLimit", { declared: say(answer.declaredAfter) })
        : t("answered", { declared: say(answer.declaredAfter), limit: say(answer.limit), share: shareWords(answer.used, locale), certificates: answer.certificates.join(", ") })}
    </p>
  );
}
