import { CircleCheck, CircleX } from "lucide-react";
import { useTranslations } from "next-intl";
import { Table } from "#components/access/Table";
import { ProblemWords } from "#components/sources/ProblemWords";
import { LookTag } from "#components/ui/Tag";
import { Timestamp } from "#components/ui/Timestamp";
import type { Delivery } from "#lib/feeds/subscriptionShown";

/** What was sent to a receiver, the newest first, and what came of it. */
export function DeliveryTable({ rows }: { readonly rows: readonly Delivery[] }) {
  const t = useTranslations("queries");
  return (
    <Table
      label={t("deliveries")}
      columns={[
        { id: "at", label: t("delivery.at") },
        { id: "outcome", label: t("delivery.outcome") },
        { id: "what", label: t("delivery.what") },
      ]}
      rows={rows.map(({ id, at, trial, events, problem }) => ({
        id,
        cells: {
          at: <Timestamp at={at.toISOString()} />,
          outcome: (
            <span className="flex max-w-md flex-col items-start gap-1 max-md:whitespace-normal">
              <LookTag look={problem === null ? { tone: "green", icon: CircleCheck } : { tone: "red", icon: CircleX }}>{t(problem === null ? "delivery.taken" : "delivery.notTaken")}</LookTag>
              {problem === null ? null : <ProblemWords problem={problem} />}
            </span>
          ),
          what: trial ? t("delivery.trial") : events === null ? t("delivery.sameAgain") : t("delivery.events", { count: events }),
        },
      }))}
    />
  );
}
