import { ArrowDownToLine, ArrowUpFromLine, Ban, Check, type LucideIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { Grid } from "#components/consignment/Grid";
import { Tag, type Tone } from "#components/ui/Tag";
import { baseAmount } from "#lib/dashboards/baseAmount";
import { mirrorKey, type MirrorRow, type MirrorVerdict } from "#lib/dashboards/mirror";
import { Link } from "../../app/navigation.ts";
import { amountWords } from "../desk/wording.ts";

const LOOKS = {
  equal: { tone: "green", icon: Check },
  "declared-more": { tone: "red", icon: ArrowUpFromLine },
  "only-declared": { tone: "yellow", icon: ArrowUpFromLine },
  "shipped-more": { tone: "yellow", icon: ArrowDownToLine },
  "only-shipped": { tone: "yellow", icon: ArrowDownToLine },
  "cannot-compare": { tone: "neutral", icon: Ban },
} as const satisfies Record<MirrorVerdict, { readonly tone: Tone; readonly icon: LucideIcon }>;

type Names = { readonly sites: Readonly<Record<number, string>>; readonly goods: Readonly<Record<string, { readonly en: string; readonly zh: string }>> };

/** Producer, goods and month with what was shipped, what was declared, and the difference both ways. A number of lines opens them. */
export function MirrorTable({ rows, names, locale, linesOf }: { readonly rows: readonly MirrorRow[]; readonly names: Names; readonly locale: string; readonly linesOf: (row: MirrorRow) => string }) {
  const t = useTranslations("analysis.mirror");
  const say = ({ dimension }: MirrorRow, base: bigint | null, signed = false) => {
    if (dimension === null || base === null) return <span className="text-ink-faint">{t("cannot")}</span>;
    const { value, unit } = baseAmount(dimension, base < 0n ? -base : base);
    return `${signed && base !== 0n ? (base > 0n ? "+" : "−") : ""}${amountWords(value, unit, locale)}`;
  };
  return (
    <Grid
      label={t("producer")}
      columns={[
        { id: "goods", label: t("goods") }, { id: "month", label: t("month") }, { id: "difference", label: t("difference"), end: true }, { id: "verdict", label: t("verdict") },
        { id: "shipped", label: t("shipped"), end: true }, { id: "declared", label: t("declared"), end: true }, { id: "producer", label: t("producer") },
      ]}
      rows={rows.map((row) => {
        const look = LOOKS[row.verdict];
        const goods = names.goods[row.goods];
        return {
          id: mirrorKey(row),
          cells: {
            goods: <span className="block min-w-36">{goods === undefined ? row.goods : locale === "zh-CN" ? goods.zh : goods.en}<span className="block font-mono text-xs text-ink-faint">{row.goods}</span></span>,
            month: row.month, difference: say(row, row.difference, true), verdict: <Tag tone={look.tone} icon={<look.icon aria-hidden className="size-3" />}>{t(`verdicts.${row.verdict}`)}</Tag>,
            shipped: <>{say(row, row.shipped)}<span className="block text-xs text-ink-faint">{t("shipments", { count: row.shipments })}</span></>,
            declared: (
              <>
                {say(row, row.declared)}
                {row.lines === 0 ? (
                  <span className="block text-xs text-ink-faint">{t("lines", { count: 0 })}</span>
                ) : (
                  <Link href={linesOf(row)} className="block text-xs text-accent hover:underline">
                    {t("lines", { count: row.lines })}
                  </Link>
                )}
              </>
            ),
            producer: <Link href={`/producers/${row.siteId}`} className="text-accent hover:underline">{names.sites[row.siteId] ?? String(row.siteId)}</Link>,
          },
        };
      })}
    />
  );
}
