import { ArrowRight, CircleCheck } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { VerdictTag } from "#components/ui/VerdictTag";
import type { Verdict } from "#lib/capacity/verdict";
import { scopeOfKey } from "#lib/certificates/certificate";
import { Link } from "../../app/navigation.ts";
import { Grid } from "../consignment/Grid.tsx";
import { ScopeWords } from "../consignment/ScopeWords.tsx";
import { periodWords } from "../consignment/worded.ts";
import { amountWords } from "../desk/wording.ts";

/** What would change if a certificate fell: lines whose verdict would be another, and accounts by what would be left. */
export type FallShown = {
  readonly lines: readonly { readonly declarationId: number; readonly number: string; readonly line: number; readonly before: Verdict; readonly after: Verdict }[];
  readonly accounts: readonly {
    readonly account: number;
    readonly from: string;
    readonly to: string;
    readonly scope: string;
    readonly unit: string;
    readonly declared: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
};

const LINES_SHOWN = 200;

/** The preview of a certificate's fall, before anybody decides: nothing of it is written. */
export function FallPreview({ number, fall, goods }: { readonly number: string; readonly fall: FallShown; readonly goods: Readonly<Record<string, string>> }) {
  const [t, locale] = [useTranslations("producers.fall"), useLocale()];
  const declarations = new Set(fall.lines.map((line) => line.declarationId)).size;
  const left = (value: string | null, unit: string) =>
    value === null ? (
      <span className="font-medium whitespace-nowrap text-violet">{t("noLimit")}</span>
    ) : (
      <span className={`whitespace-nowrap ${value.startsWith("-") ? "font-medium text-red" : ""}`}>{amountWords(value, unit, locale)}</span>
    );
  return (
    <div className="flex flex-col gap-4">
      <p className="text-lg font-semibold text-pretty">{fall.lines.length === 0 ? t("nothing", { number }) : t("sentence", { number, declarations, accounts: fall.accounts.length })}</p>
      {fall.accounts.length === 0 ? null : (
        <Grid
          label={t("accounts")}
          columns={[
            { id: "period", label: t("period") },
            { id: "scope", label: t("scope") },
            { id: "declared", label: t("declared"), end: true },
            { id: "before", label: t("leftNow"), end: true },
            { id: "after", label: t("leftThen"), end: true },
          ]}
          rows={fall.accounts.map((one) => ({
            id: String(one.account),
            cells: {
              period: periodWords(one, locale),
              scope: (
                <span className="block min-w-32">
                  <ScopeWords scope={scopeOfKey(one.scope)} goods={goods} />
                </span>
              ),
              declared: <span className="whitespace-nowrap">{amountWords(one.declared, one.unit, locale)}</span>,
              before: left(one.before, one.unit),
              after: left(one.after, one.unit),
            },
          }))}
        />
      )}
      {fall.lines.length === 0 ? <p className="flex items-center gap-2 text-ink-soft"><CircleCheck aria-hidden className="size-4 text-green" />{t("safe")}</p> : (
        <ul className="grid gap-x-8 sm:grid-cols-2 xl:grid-cols-3">
          {fall.lines.slice(0, LINES_SHOWN).map((line) => (
            <li key={`${line.declarationId}:${line.line}`} className="flex flex-wrap items-center gap-x-2 gap-y-1 border-b border-line py-1.5 text-table">
              <Link href={`/consignments/${encodeURIComponent(line.number)}`} prefetch={false} className="text-accent hover:underline">{line.number}</Link>
              <span className="text-ink-faint">{t("line", { no: line.line })}</span>
              <span className="ms-auto flex items-center gap-1"><VerdictTag verdict={line.before} /><ArrowRight aria-label={t("becomes")} className="size-3.5 text-ink-faint" /><VerdictTag verdict={line.after} /></span>
            </li>
          ))}
        </ul>
      )}
      {fall.lines.length > LINES_SHOWN ? <p className="text-table text-ink-soft">{t("more", { count: fall.lines.length - LINES_SHOWN })}</p> : null}
    </div>
  );
}
