import { TriangleAlert } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Grid } from "#components/consignment/Grid";
import { ScopeWords } from "#components/consignment/ScopeWords";
import { Tag } from "#components/ui/Tag";
import { UsedBar } from "#components/ui/UsedBar";
import { scopeOfRecord } from "#lib/certificates/scope";
import { baseAmount } from "#lib/dashboards/baseAmount";
import { isOver, shareUsed, type UsedAccount } from "#lib/dashboards/capacityUse";
import { Link } from "../../app/navigation.ts";
import { amountWords, countryName } from "../desk/wording.ts";

type Account = UsedAccount & { readonly id: number; readonly scopeKind: "gtins" | "category" | "hsPrefixes"; readonly scopeValues: readonly string[] };

/** Accounts with what each is certified for and what is charged to it; one that is above its capacity is marked by word and colour. */
export function CapacityAccounts({ accounts }: { readonly accounts: readonly Account[] }) {
  const [t, locale] = [useTranslations("analysis.capacity"), useLocale()];
  const say = (account: Account, base: bigint) => { const { value, unit } = baseAmount(account.dimension, base); return <span className="whitespace-nowrap">{amountWords(value, unit, locale)}</span>; };
  return (
    <Grid
      label={t("list")}
      columns={[
        { id: "producer", label: t("producer") }, { id: "share", label: t("share") }, { id: "period", label: t("period") }, { id: "used", label: t("used"), end: true }, { id: "certified", label: t("certified"), end: true },
        { id: "scope", label: t("scope"), wideOnly: true }, { id: "country", label: t("groupings.country"), wideOnly: true },
      ]}
      rows={accounts.map((account) => {
        const [share, over] = [shareUsed(account), isOver(account)];
        return {
          id: String(account.id),
          cells: {
            producer: (
              <span className="flex flex-wrap items-center gap-2">
                <Link href={`/producers/${account.siteId}`} className="font-medium text-accent hover:underline">{account.siteName}</Link>
                {over ? <Tag tone="red" icon={<TriangleAlert aria-hidden className="size-3" />}>{t("over")}</Tag> : null}
              </span>
            ),
            share: <span className="block min-w-28"><UsedBar used={share} verdict={share === null ? "unknown" : over ? "exceeds" : "within"} wide /></span>,
            period: <span className="whitespace-nowrap">{t("periodOf", { from: account.from, to: account.to })}</span>, used: say(account, account.used), certified: say(account, account.capacity),
            scope: <ScopeWords scope={scopeOfRecord(account)} />, country: countryName(account.country, locale),
          },
        };
      })}
    />
  );
}
