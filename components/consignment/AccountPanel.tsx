import { useLocale, useTranslations } from "next-intl";
import { VerdictTag } from "#components/ui/VerdictTag";
import type { ChargedAccount } from "#lib/triage/consignment";
import { Link } from "../../app/navigation.ts";
import { amountWords } from "../desk/wording.ts";
import { CapacityBar } from "./CapacityBar.tsx";
import { Figures, type Figure } from "./Figures.tsx";
import { ScopeWords } from "./ScopeWords.tsx";
import { SharesTable } from "./SharesTable.tsx";
import { periodWords, shareWords } from "./worded.ts";

/** One account that a consignment is charged to: its figures, the bar that fills, and the declarations that share it. */
export function AccountPanel({ account, own, goods }: { readonly account: ChargedAccount; readonly own: number; readonly goods: Readonly<Record<string, string>> }) {
  const t = useTranslations("consignment.account");
  const locale = useLocale();
  return (
    <article className="flex flex-col gap-4">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="text-base font-semibold">
          <Link href={`/producers/${account.siteId}`} className="text-accent underline decoration-line-strong underline-offset-2">{account.siteName}</Link>
          <span className="font-normal text-ink-soft"> · <ScopeWords scope={account.scope} goods={goods} /> · {t("produced", { period: periodWords(account, locale) })}</span>
        </h3>
        {account.known ? <VerdictTag verdict={account.verdict} /> : null}
        <span className="text-table text-ink-faint">{t("lines", { lines: account.lines.join(", "), count: account.lines.length })}</span>
      </header>
      {account.known ? <Figures figures={figuresOf(account, locale, t)} /> : <p className="text-ink-soft">{t("notKnown")}</p>}
      {account.known ? <CapacityBar account={account} shares={account.shares} own={own} /> : null}
      <SharesTable account={account} shares={account.shares} own={own} />
    </article>
  );
}

function figuresOf(account: ChargedAccount, locale: string, t: ReturnType<typeof useTranslations<"consignment.account">>): Figure[] {
  const say = (value: string) => amountWords(value, account.unit, locale);
  const over = account.excess !== null && account.excess !== "0";
  return [
    { label: t("declaredInAll"), value: say(account.declared) },
    ...(account.elsewhere === "0" ? [] : [{ label: t("elsewhere"), value: say(account.elsewhere) }]),
    { label: t("certified"), value: account.limit === null ? t(`state.${account.state}`) : say(account.limit) },
    ...(account.reserve === "0" ? [] : [{ label: t("reserve"), value: say(account.reserve) }]),
    ...(over ? [{ label: t("excess"), value: say(account.excess), tone: "wrong" as const }] : account.balance === null ? [] : [{ label: t("balance"), value: say(account.balance) }]),
    ...(account.used === null ? [] : [{ label: t("used"), value: shareWords(account.used, locale), ...(over ? { tone: "wrong" as const } : {}) }]),
    ...(account.amount === "0" ? [] : [{ label: t("ofThis"), value: say(account.amount), tone: "soft" as const }]),
  ];
}
