import type { ExaminationView } from "#lib/inspections/queries";
import { DECISIONS_BY_STATUS } from "#lib/triage/decision";
import type { ConsignmentWork } from "#lib/triage/queries/work";
import { examinationShown } from "../operations/examinations.ts";

/** A consignment's standing at its office as the interface answers it. */
export function consignmentShown({ row, decisions }: ConsignmentWork, examinations: readonly ExaminationView[]) {
  const { number, revision, officeCode: office, status, lane, score, version, assigneeId, assigneeName } = row;
  return {
    number,
    revision,
    office,
    status,
    lane,
    score,
    version,
    assignee: assigneeId === null ? null : { id: assigneeId, name: assigneeName ?? "" },
    allowed: DECISIONS_BY_STATUS[status],
    decisions: decisions.map((one) => ({
      id: one.id,
      decision: one.decision,
      reason: one.reason,
      note: one.note,
      asked: one.asked,
      revision: one.revision,
      to: one.toStatus,
      by: { id: one.decidedBy, name: one.decidedByName },
      at: one.at,
      waits: one.needsSecond && one.secondedBy === null && !one.declined && one.undoneAt === null,
      secondedBy: one.secondedByName,
      declined: one.declined,
      undoneAt: one.undoneAt,
    })),
    examinations: examinations.map(examinationShown),
  };
}
