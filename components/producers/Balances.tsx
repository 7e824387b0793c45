import { useLocale, useTranslations } from "next-intl";
import { UsedBar } from "#components/ui/UsedBar";
import { VerdictTag } from "#components/ui/VerdictTag";
import { Link } from "../../app/navigation.ts";
import { GAP, Grid } from "../consignment/Grid.tsx";
import { ScopeWords } from "../consignment/ScopeWords.tsx";
import { periodWords } from "../consignment/worded.ts";
import { amountWords } from "../desk/wording.ts";
import type { AccountShown } from "./ProducerAccountPanel.tsx";

/** The balance of each account by production period and scope; a period whose limit changed within it has a row for each part. */
export function Balances({ accounts, goods }: { readonly accounts: readonly AccountShown[]; readonly goods: Readonly<Record<string, string>> }) {
  const [t, locale] = [useTranslations("producers.balance"), useLocale()];
  const say = (value: string | null, unit: string) => (value === null ? GAP : <span className={`whitespace-nowrap ${value.startsWith("-") ? "font-medium text-red" : ""}`}>{amountWords(value, unit, locale)}</span>);
  return (
    <Grid
      label={t("label")}
      columns={[
        { id: "period", label: t("period") }, { id: "scope", label: t("scope") }, { id: "limit", label: t("limit"), end: true }, { id: "declared", label: t("declared"), end: true }, { id: "elsewhere", label: t("elsewhere"), end: true },
        { id: "balance", label: t("balance"), end: true }, { id: "used", label: t("used") }, { id: "verdict", label: t("verdict") }, { id: "certificates", label: t("certificates") },
      ]}
      rows={accounts.flatMap((account) => account.parts.map((part) => ({
        id: `${account.id}${part.from}`,
        faded: part.state === "none",
        cells: {
          period: <a href={`#account-${account.id}`} className="whitespace-nowrap text-accent hover:underline">{periodWords(part, locale)}</a>,
          scope: <span className="block min-w-36"><ScopeWords scope={account.scope} goods={goods} /></span>,
          limit: say(part.limit, part.unit), declared: say(part.declared, part.unit), elsewhere: say(part.elsewhere, part.unit), balance: say(part.balance, part.unit),
          used: <span className="block min-w-28"><UsedBar used={part.used === null ? null : Number(part.used)} verdict={part.verdict} wide /></span>,
          verdict: <VerdictTag verdict={part.verdict} />,
          certificates: part.certificates.map((number) => <Link key={number} href={`/certificates/${encodeURIComponent(number)}`} className="block w-max text-accent hover:underline">{number}</Link>),
        },
      })))}
    />
  );
}
