import { useTranslations } from "next-intl";
import { Grid } from "#components/consignment/Grid";
import { LaneTag } from "#components/ui/LaneTag";
import { Timestamp } from "#components/ui/Timestamp";
import type { Override } from "#lib/triage/feedback";
import { Link } from "../../app/navigation.ts";

/** Decisions against the lane that was proposed, with their reasons and how they turned out. */
export function OverrideList({ overrides }: { readonly overrides: readonly Override[] }) {
  const [t, tt] = [useTranslations("feedback.overrides"), useTranslations("triage")];
  if (overrides.length === 0) return <p className="text-ink-soft">{t("none")}</p>;
  return (
    <Grid
      label={t("title")}
      columns={[
        { id: "number", label: t("number") },
        { id: "lane", label: t("lane") },
        { id: "decision", label: t("decision") },
        { id: "by", label: t("by") },
        { id: "at", label: t("at"), wideOnly: true },
        { id: "turned", label: t("turned") },
      ]}
      rows={overrides.map((one) => ({
        id: String(one.id),
        cells: {
          number: <Link href={`/consignments/${encodeURIComponent(one.number)}`} className="font-mono text-xs text-accent hover:underline">{one.number}</Link>,
          lane: <LaneTag lane={one.lane} />,
          decision: (
            <span className="inline-block min-w-44">
              {tt(`decision.${one.decision}`)} ·{" "}
              <span className="text-ink-soft">
                {tt.has(`reason.${one.reason}`) ? tt(`reason.${one.reason}`) : one.reason}
                {one.note === "" ? "" : t("noted", { note: one.note })}
              </span>
            </span>
          ),
          by: <span className="whitespace-nowrap">{one.byName} · {one.office}</span>,
          at: <Timestamp at={one.at} />,
          turned: one.confirmed === null ? <span className="whitespace-nowrap text-ink-faint">{t("notKnown")}</span> : <span className="whitespace-nowrap">{t(one.confirmed ? "wasWrong" : "wasRight")}</span>,
        },
      }))}
    />
  );
}
