import { useTranslations } from "next-intl";
import { Tag } from "#components/ui/Tag";
import { Timestamp } from "#components/ui/Timestamp";
import type { ExaminationResult, ExaminationStatus } from "#lib/inspections/examination";

/** An examination of a consignment as its page shows it. */
export type ExaminationShown = {
  readonly id: number;
  readonly kind: "physical" | "remote";
  readonly status: ExaminationStatus;
  readonly instructions: string;
  readonly orderedByName: string;
  readonly orderedAt: Date;
  readonly examinerName: string | null;
  readonly examinerHow: "drawn" | "named" | null;
  readonly result: ExaminationResult | null;
  readonly reportNote: string | null;
  readonly reportedByName: string | null;
  readonly reportedAt: Date | null;
};

const TONE = { conform: "green", discrepancy: "red" } as const;

/** Examinations ordered of a consignment and what they found. */
export function Examinations({ examinations }: { readonly examinations: readonly ExaminationShown[] }) {
  const t = useTranslations("consignment.examination");
  return (
    <ul className="flex flex-col gap-3">
      {examinations.map((one) => (
        <li key={one.id} className="flex flex-col gap-0.5 text-table">
          <span className="flex flex-wrap items-center gap-2 text-base">
            <span className="font-medium">{t(`kind.${one.kind}`)}</span>
            {one.result === null ? <Tag tone="blue">{t(`status.${one.status}`)}</Tag> : <Tag tone={TONE[one.result]}>{t(`result.${one.result}`)}</Tag>}
          </span>
          <span className="text-ink-soft">{t("ordered", { by: one.orderedByName })} <Timestamp at={one.orderedAt.toISOString()} />{one.instructions === "" ? "" : ` · ${one.instructions}`}</span>
          {one.examinerName === null ? null : <span className="text-ink-soft">{t(`examiner.${one.examinerHow ?? "named"}`, { name: one.examinerName })}</span>}
          {one.reportedAt === null ? null : <span className="text-ink-soft">{t("reported", { by: one.reportedByName ?? "" })} <Timestamp at={one.reportedAt.toISOString()} />{one.reportNote === null || one.reportNote === "" ? "" : ` · ${one.reportNote}`}</span>}
        </li>
      ))}
    </ul>
  );
}
