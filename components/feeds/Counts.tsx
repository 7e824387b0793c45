import { useTranslations } from "next-intl";
import { eventsIn, type OutcomeCounts } from "#lib/feeds/received";

const TONE = { accepted: "text-green", warning: "text-yellow", duplicate: "text-ink-soft", rejected: "text-red" } as const;
const ORDER = ["accepted", "warning", "duplicate", "rejected"] as const;

/** How many events of a document went which way; ways that none went are left out. */
export function Counts({ counts }: { readonly counts: OutcomeCounts }) {
  const t = useTranslations("feeds");
  return (
    <span className="block">
      {t("events", { count: eventsIn(counts) })}
      <span className="flex flex-wrap gap-x-2 text-xs">
        {ORDER.filter((outcome) => counts[outcome] > 0).map((outcome) => (
          <span key={outcome} className={TONE[outcome]}>
            {t(`counted.${outcome}`, { count: counts[outcome] })}
          </span>
        ))}
      </span>
    </span>
  );
}
