import { useTranslations } from "next-intl";
import { Grid } from "#components/consignment/Grid";
import { Tag } from "#components/ui/Tag";
import { Timestamp } from "#components/ui/Timestamp";
import { Link } from "../../app/navigation.ts";

type Shown = { readonly day: string; readonly commitment: string; readonly committedAt: Date; readonly late: boolean; readonly seed: string | null; readonly arrivals: number; readonly drawn: number };

/** The draws of an office by their days, each with its own page to recheck it. */
export function DrawList({ draws, office, today }: { readonly draws: readonly Shown[]; readonly office: string; readonly today: string }) {
  const t = useTranslations("selection");
  if (draws.length === 0) return <p className="text-ink-soft">{t("noDraws")}</p>;
  return (
    <Grid
      label={t("draws")}
      columns={[
        { id: "day", label: t("day") },
        { id: "commitment", label: t("commitment") },
        { id: "committed", label: t("committed") },
        { id: "arrivals", label: t("count.arrivals"), end: true },
        { id: "drawn", label: t("drawnCount"), end: true },
        { id: "seed", label: t("seed") },
      ]}
      rows={draws.map((draw) => ({
        id: draw.day,
        marked: draw.day === today,
        cells: {
          day: <Link href={`/rules/selection/draws/${office}/${draw.day}`} className="whitespace-nowrap text-accent hover:underline">{draw.day}</Link>,
          commitment: <code className="text-xs" title={draw.commitment}>{draw.commitment.slice(0, 16)}…</code>,
          committed: <span className="flex flex-wrap items-center gap-x-2"><Timestamp at={draw.committedAt.toISOString()} shape="short" />{draw.late ? <Tag tone="yellow">{t("late")}</Tag> : null}</span>,
          arrivals: draw.arrivals,
          drawn: draw.drawn,
          seed: draw.seed === null ? <span className="text-ink-faint">{draw.day > today ? t("future") : t("secret")}</span> : <Tag tone="green">{t("shown")}</Tag>,
        },
      }))}
    />
  );
}
