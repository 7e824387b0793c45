import { useLocale, useTranslations } from "next-intl";
import type { AccountReading } from "#lib/capacity/picture";
import { amountWords } from "../desk/wording.ts";
import { filledMonths } from "./timescale.ts";

const HEIGHT = 150;
const TOP = 18;
const LABELS = 4;
const percent = (part: number): string => `${(part * 100).toFixed(3)}%`;

/** What was declared on an account by the end of each month, as steps against the certified band; beyond the limit it is red. A table below says the same. */
export function FillChart({ account, months, until }: { readonly account: AccountReading; readonly months: readonly { readonly month: string; readonly declared: string }[]; readonly until: string }) {
  const [t, locale] = [useTranslations("producers.fill"), useLocale()];
  const filled = filledMonths(months, until);
  if (filled.length === 0) return <p className="text-table text-ink-soft">{t("nothing")}</p>;
  const capacity = account.limit === null ? null : Number(account.limit) + Number(account.reserve);
  const most = Math.max(capacity ?? 0, ...filled.map((one) => one.declared)) * 1.08 || 1;
  const y = (amount: number): number => HEIGHT - (amount / most) * (HEIGHT - TOP);
  const step = 1 / filled.length;
  const line = capacity === null ? null : y(capacity);
  const say = (value: number | string) => amountWords(String(value), account.unit, locale);
  const last = filled.at(-1);
  return (
    <figure className="min-w-0">
      <svg width="100%" height={HEIGHT + 18} role="img" aria-label={t("label", { declared: say(account.declared), limit: account.limit === null ? t("noLimit") : say(account.limit) })} className="block">
        {line === null ? null : <rect x="0" y={line} width="100%" height={HEIGHT - line} className="fill-green-soft" />}
        {filled.map((one, index) => {
          const top = y(one.declared);
          const over = line !== null && top < line;
          return (
            <g key={one.month}>
              <title>{`${one.month} · ${say(one.declared)}`}</title>
              <rect x={percent(index * step)} y={over ? line : top} width={percent(step * 0.97)} height={HEIGHT - (over ? line : top)} className="fill-accent opacity-80" />
              {over ? <rect x={percent(index * step)} y={top} width={percent(step * 0.97)} height={line - top} className="fill-red" /> : null}
              {index % Math.ceil(filled.length / LABELS) === 0 ? <text x={percent(index * step)} y={HEIGHT + 14} className="fill-ink-faint text-xs">{one.month}</text> : null}
            </g>
          );
        })}
        {line === null || account.limit === null ? null : (
          <>
            <line x1="0" x2="100%" y1={line} y2={line} className="stroke-ink" strokeWidth="1.5" />
            <text x="4" y={line - 5} className="fill-ink text-xs font-medium">{t("certified", { amount: say(account.limit) })}</text>
          </>
        )}
        <line x1="0" x2="100%" y1={HEIGHT} y2={HEIGHT} className="stroke-line-strong" strokeWidth="1" />
      </svg>
      <details className="text-table">
        <summary className="w-fit cursor-pointer py-0.5 text-ink-soft hover:text-ink">{t("asTable", { month: last?.month ?? "" })}</summary>
        <table className="mt-1">
          <tbody>
            {filled.map((one) => (
              <tr key={one.month}>
                <th scope="row" className="pe-6 text-start font-normal text-ink-faint">{one.month}</th>
                <td className="text-end">{say(one.declared)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
