import { useLocale, useTranslations } from "next-intl";
import { Grid } from "#components/consignment/Grid";
import { UsedBar } from "#components/ui/UsedBar";
import { baseAmount } from "#lib/dashboards/baseAmount";
import type { CapacityGrouping, UseGroup } from "#lib/dashboards/capacityUse";
import { Link } from "../../app/navigation.ts";
import { amountWords } from "../desk/wording.ts";

/** As many groups stand on the screen; the export has every account. */
const SHOWN = 50;

/** Groups of accounts with what is certified and what is charged; the name opens what is behind it, the number above capacity those accounts. */
export function CapacityGroups({
  groups,
  by,
  linkOf,
  overOf,
}: {
  readonly groups: readonly UseGroup[];
  readonly by: CapacityGrouping;
  readonly linkOf: (group: UseGroup) => string;
  readonly overOf: (group: UseGroup) => string;
}) {
  const [t, td, locale] = [useTranslations("analysis.capacity"), useTranslations("analysis.digits"), useLocale()];
  const say = (group: UseGroup, base: bigint) => { const { value, unit } = baseAmount(group.dimension, base); return <span className="whitespace-nowrap">{amountWords(value, unit, locale)}</span>; };
  const bar = (share: number | null) => <span className="block min-w-28"><UsedBar used={share} verdict={share === null ? "unknown" : share > 1 ? "exceeds" : "within"} wide /></span>;
  return (
    <>
      <Grid
        label={t("groups")}
        columns={[
          { id: "name", label: t("group", { by }) }, { id: "share", label: t("share") }, { id: "accounts", label: t("accounts"), end: true }, { id: "over", label: t("overs"), end: true },
          { id: "certified", label: t("certified"), end: true, wideOnly: true }, { id: "used", label: t("used"), end: true, wideOnly: true }, { id: "most", label: t("most"), wideOnly: true },
        ]}
        rows={groups.slice(0, SHOWN).map((group) => ({
          id: `${group.key}-${group.dimension}`,
          cells: {
            name: <Link href={linkOf(group)} className="font-medium text-accent hover:underline">{group.name}<span className="ms-1.5 font-normal text-ink-faint">{t(`dimensions.${group.dimension}`)}</span></Link>,
            share: bar(group.share),
            accounts: group.accounts,
            over:
              group.over === 0 ? (
                <span className="text-ink-faint">0</span>
              ) : (
                <Link href={overOf(group)} className="font-semibold text-red hover:underline">
                  {group.over}
                </Link>
              ),
            certified: say(group, group.capacity), used: say(group, group.used), most: bar(group.most),
          },
        }))}
      />
      {groups.length > SHOWN ? <p className="mt-1 text-xs text-ink-faint">{td("more", { count: groups.length - SHOWN })}</p> : null}
    </>
  );
}
