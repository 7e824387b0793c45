import { useTranslations } from "next-intl";

const TONE = { accepted: "text-green", warning: "text-yellow", duplicate: "text-ink-soft", rejected: "text-red" } as const;
const ORDER = ["accepted", "warning", "duplicate", "rejected"] as const;

type Counted = Readonly<Record<(typeof ORDER)[number], number>>;

/** How many events went which way; ways that none went are left out. */
export function DayCounts({ counts }: { readonly counts: Counted }) {
  const t = useTranslations("sources");
  const shown = ORDER.filter((outcome) => counts[outcome] > 0);
  if (shown.length === 0) return <span className="text-ink-faint">{t("nothingCame")}</span>;
  return (
    <span className="flex flex-wrap gap-x-2">
      {shown.map((outcome) => (
        <span key={outcome} className={`whitespace-nowrap ${TONE[outcome]}`}>
          {t(`counted.${outcome}`, { count: counts[outcome] })}
        </span>
      ))}
    </span>
  );
}
