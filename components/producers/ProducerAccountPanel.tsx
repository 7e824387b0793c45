import { useLocale, useTranslations } from "next-intl";
import { VerdictTag } from "#components/ui/VerdictTag";
import type { AccountReading, Named } from "#lib/capacity/picture";
import { Link } from "../../app/navigation.ts";
import { Figures, type Figure } from "../consignment/Figures.tsx";
import { ScopeWords } from "../consignment/ScopeWords.tsx";
import { periodWords, shareWords, worded } from "../consignment/worded.ts";
import { amountWords } from "../desk/wording.ts";
import { FillChart } from "./FillChart.tsx";

/** An account of a producer as its page shows it. */
export type AccountShown = AccountReading & {
  readonly parts: readonly AccountReading[];
  readonly months: readonly { readonly month: string; readonly declared: string }[];
  readonly importers: readonly { readonly id: number; readonly code: string; readonly name: Named; readonly quantity: string; readonly lines: number }[];
};

const IMPORTERS_SHOWN = 8;

/** One account: its figures, how it filled month by month, and which importers filled it. */
export function ProducerAccountPanel({ account, goods, until }: { readonly account: AccountShown; readonly goods: Readonly<Record<string, string>>; readonly until: string }) {
  const t = useTranslations("producers.account");
  const locale = useLocale();
  const say = (value: string) => amountWords(value, account.unit, locale);
  const over = account.excess !== null && account.excess !== "0";
  const figures: Figure[] = [
    { label: t("declared"), value: say(account.declared) },
    { label: t("certified"), value: account.limit === null ? t("noLimit") : say(account.limit) },
    ...(account.balance === null ? [] : [over && account.excess !== null ? { label: t("excess"), value: say(account.excess), tone: "wrong" as const } : { label: t("balance"), value: say(account.balance) }]),
    ...(account.used === null ? [] : [{ label: t("used"), value: shareWords(account.used, locale), ...(over ? { tone: "wrong" as const } : {}) }]),
  ];
  return (
    <article id={`account-${account.id}`} className="flex scroll-mt-16 flex-col gap-3 border-t border-line pt-5 first:border-0 first:pt-0">
      <h3 className="flex flex-wrap items-center gap-2 text-base font-semibold">
        <ScopeWords scope={account.scope} goods={goods} />
        <span className="font-normal text-ink-soft">{t("produced", { period: periodWords(account, locale) })}</span>
        <VerdictTag verdict={account.verdict} />
      </h3>
      <div className="grid gap-x-8 gap-y-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex min-w-0 flex-col gap-3">
          <Figures figures={figures} />
          <FillChart account={account} months={account.months} until={until} />
        </div>
        <Importers account={account} say={say} />
      </div>
    </article>
  );
}

function Importers({ account, say }: { readonly account: AccountShown; readonly say: (value: string) => string }) {
  const t = useTranslations("producers.account");
  const locale = useLocale();
  if (account.importers.length === 0) return null;
  const whole = Math.max(...account.importers.map((one) => Math.abs(Number(one.quantity)))) || 1;
  const declared = Number(account.declared) || 1;
  return (
    <div>
      <h4 className="mb-1 text-xs text-ink-faint">{t("importers", { count: account.importers.length })}</h4>
      <ul className="flex flex-col gap-1.5 text-table">
        {account.importers.slice(0, IMPORTERS_SHOWN).map((one) => (
          <li key={one.id}>
            <span className="flex justify-between gap-3">
              <Link href={`/desk?importer=${one.id}&state=all`} className="min-w-0 truncate text-accent hover:underline">{worded(one.name, locale)}</Link>
              <span className="shrink-0">{say(one.quantity)} · {shareWords(Number(one.quantity) / declared, locale)}</span>
            </span>
            <span aria-hidden className="mt-0.5 block h-1.5 rounded-sm bg-sunken"><span className="block h-full rounded-sm bg-line-strong" style={{ width: `${(Math.abs(Number(one.quantity)) / whole) * 100}%` }} /></span>
          </li>
        ))}
      </ul>
      {account.importers.length > IMPORTERS_SHOWN ? <p className="mt-1 text-xs text-ink-faint">{t("moreImporters", { count: account.importers.length - IMPORTERS_SHOWN })}</p> : null}
    </div>
  );
}
