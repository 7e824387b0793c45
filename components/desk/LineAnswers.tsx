"use client";
import { useLocale, useTranslations } from "next-intl";
import { VerdictTag } from "#components/ui/VerdictTag";
import type { Peeked } from "#lib/triage/peeked";
import { amountWords, quantityWords } from "./wording.ts";

/** Each line with the answer it was given when it was lodged, and the working of that answer. */
export function LineAnswers({ lines }: { readonly lines: Peeked["lines"] }) {
  const t = useTranslations("desk");
  const locale = useLocale();
  if (lines.length === 0) return null;
  return (
    <section>
      <h3 className="mb-1.5 text-table font-semibold">{t("working")}</h3>
      <ul className="flex flex-col gap-3">
        {lines.map((line) => (
          <li key={line.no} className="flex flex-col gap-1.5 text-table">
            <div className="flex items-start justify-between gap-3">
              <span>
                {line.no}. {line.goods} · {quantityWords(line.quantity, locale)}
                {line.lots.length === 0 ? "" : ` · ${t("lots", { lots: line.lots.join(", ") })}`}
              </span>
              <VerdictTag verdict={line.verdict} />
            </div>
            {line.answer?.declaredAfter === null || line.answer?.limit == null ? null : (
              <table className="w-full text-xs">
                <tbody>
                  <Sum label={t("declaredBefore")} value={line.answer.declaredBefore} unit={line.answer.unit} />
                  <Sum label={t("thisLine")} value={line.answer.line} unit={line.answer.unit} sign="+" />
                  <Sum label={t("declaredAfter")} value={line.answer.declaredAfter} unit={line.answer.unit} strong />
                  <Sum label={t("certified")} value={line.answer.limit} unit={line.answer.unit} />
                  {line.answer.excess === null || line.answer.excess === "0" ? null : <Sum label={t("excess")} value={line.answer.excess} unit={line.answer.unit} strong wrong />}
                </tbody>
              </table>
            )}
            {line.answer?.working.map((step) => <p key={step.en} className="font-mono text-xs text-ink-soft">{locale === "en" ? step.en : step.zh}</p>)}
            {line.answer == null || line.answer.certificates.length === 0 ? null : <p className="text-xs text-ink-faint">{t("certificates", { numbers: line.answer.certificates.join(", ") })}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Sum({
  label,
  value,
  unit,
  sign = "",
  strong = false,
  wrong = false,
}: {
  readonly label: string;
  readonly value: string | null;
  readonly unit: string | null;
  readonly sign?: string;
  readonly strong?: boolean;
  readonly wrong?: boolean;
}) {
  const locale = useLocale();
  if (value === null) return null;
  return (
    <tr className={`${strong ? "border-t border-line font-medium" : ""} ${wrong ? "text-red" : ""}`}>
      <th scope="row" className="py-0.5 pe-3 text-start font-normal text-ink-soft">{label}</th>
      <td className="py-0.5 text-end">{sign}{amountWords(value, unit, locale)}</td>
    </tr>
  );
}
