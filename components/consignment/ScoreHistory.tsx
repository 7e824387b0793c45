import { useTranslations } from "next-intl";
import { LaneTag } from "#components/ui/LaneTag";
import { Timestamp } from "#components/ui/Timestamp";
import type { RecordedAssessment } from "#lib/triage/consignment";
import { LaneWhy } from "../desk/LaneWhy.tsx";
import { causeOf } from "./cause.ts";
import { Grid } from "./Grid.tsx";

/** Every score and lane a declaration ever had, the newest first, with what caused it; unchanged ones in a row are told as one. */
export function ScoreHistory({ assessments }: { readonly assessments: readonly RecordedAssessment[] }) {
  const [t, h] = [useTranslations("consignment.score"), useTranslations("consignment.history")];
  const changes = assessments.filter((one, index) => {
    const before = assessments[index + 1];
    return before === undefined || before.score !== one.score || before.lane !== one.lane || before.laneBy !== one.laneBy;
  });
  if (assessments.length < 2) return null;
  return (
    <details>
      <summary className="w-fit cursor-pointer py-1 text-table text-ink-soft hover:text-ink">{t("history", { changes: changes.length, assessed: assessments.length })}</summary>
      <div className="mt-2">
        <Grid
          label={t("historyLabel")}
          columns={[{ id: "at", label: t("at") }, { id: "score", label: t("score"), end: true }, { id: "lane", label: t("lane") }, { id: "cause", label: t("cause") }]}
          rows={changes.map((one) => ({
            id: String(one.id),
            cells: {
              at: <Timestamp at={one.at.toISOString()} />,
              score: <Change to={one.score} from={assessments[assessments.indexOf(one) + 1]?.score} />,
              lane: <span className="flex flex-wrap items-center gap-x-2"><LaneTag lane={one.lane} />{one.laneBy === null ? null : <LaneWhy by={one.laneBy} />}</span>,
              cause: h.has(`cause.${causeOf(one.cause)}`) ? h(`cause.${causeOf(one.cause)}`) : one.cause,
            },
          }))}
        />
      </div>
    </details>
  );
}

function Change({ to, from }: { readonly to: number; readonly from: number | undefined }) {
  const t = useTranslations("consignment.score");
  if (from === undefined || from === to) return <span className="font-medium">{to}</span>;
  return (
    <span>
      <span className="font-medium">{to}</span> <span className="text-ink-faint">{t("change", { change: to - from })}</span>
    </span>
  );
}
