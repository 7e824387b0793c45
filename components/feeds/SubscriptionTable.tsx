import { useTranslations } from "next-intl";
import { Table } from "#components/access/Table";
import { ProblemWords } from "#components/sources/ProblemWords";
import { Timestamp } from "#components/ui/Timestamp";
import type { ShownSubscription } from "#lib/feeds/subscriptionShown";
import { Link } from "../../app/navigation.ts";
import { problemOf } from "./delivery-problem.ts";
import { ScheduleWords } from "./ScheduleWords.tsx";
import { StandingTag } from "./StandingTag.tsx";

/** The subscriptions of a query: to whom, when, how each stands and why, when it was last taken and when it is told next. */
export function SubscriptionTable({ rows }: { readonly rows: readonly ShownSubscription[] }) {
  const t = useTranslations("queries");
  const at = (when: Date | null) => (when === null ? <span className="text-ink-faint">—</span> : <Timestamp at={when.toISOString()} />);
  return (
    <Table
      label={t("subscriptions")}
      columns={[
        { id: "dest", label: t("column.dest") },
        { id: "standing", label: t("column.standing") },
        { id: "when", label: t("column.when"), wideOnly: true },
        { id: "last", label: t("column.lastTaken") },
        { id: "next", label: t("column.next"), wideOnly: true },
      ]}
      rows={rows.map((row) => ({
        id: row.id,
        faded: row.standing === "paused",
        cells: {
          dest: (
            <Link href={`/feeds/subscriptions/${row.id}`} className="font-medium break-all text-accent hover:underline max-md:whitespace-normal">
              {row.dest}
            </Link>
          ),
          standing: (
            <span className="flex max-w-72 flex-col items-start gap-1 max-md:whitespace-normal">
              <StandingTag standing={row.standing} />
              {row.problem === null ? null : (
                <span className="text-xs text-ink-soft">
                  <ProblemWords problem={problemOf(row.problem)} />
                </span>
              )}
            </span>
          ),
          when: <ScheduleWords schedule={row.schedule} />,
          last: row.lastNotifiedAt === null ? <span className="text-ink-faint">{t("never")}</span> : at(row.lastNotifiedAt),
          next: row.schedule === null && row.standing === "active" ? <span className="text-ink-faint">{t("asItComes")}</span> : at(row.standing === "paused" || row.standing === "shut-out" ? null : row.nextRunAt),
        },
      }))}
    />
  );
}
