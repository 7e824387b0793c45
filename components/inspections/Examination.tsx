import { CircleCheck, CircleX, ScanSearch, Undo2, UserSearch } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { LaneTag } from "#components/ui/LaneTag";
import { Tag } from "#components/ui/Tag";
import { allowsReport, type ExaminationResult, type ExaminationStatus } from "#lib/inspections/examination";
import type { Role } from "#lib/access/permission";
import type { Lane } from "#lib/triage/lane";
import { Link } from "../../app/navigation.ts";
import type { FormAction } from "../access/ActionForm.tsx";
import { quantityWords } from "../desk/wording.ts";
import { Reassign } from "./Reassign.tsx";
import { Report } from "./Report.tsx";
import { stamped } from "../cases/stamped.tsx";

/** An examination as a list shows it. */
export type ExaminationShown = {
  readonly id: number;
  readonly number: string;
  readonly kind: "physical" | "remote";
  readonly status: ExaminationStatus;
  readonly office: string;
  readonly instructions: string;
  readonly orderedByName: string;
  readonly orderedAt: Date;
  readonly examinerId: number | null;
  readonly examinerName: string | null;
  readonly examinerHow: "drawn" | "named" | null;
  readonly result: ExaminationResult | null;
  readonly reportNote: string | null;
  readonly reportedByName: string | null;
  readonly reportedAt: Date | null;
  readonly lane: Lane;
  readonly goodsEn: string;
  readonly goodsZh: string;
  readonly quantity: string;
  readonly siteName: string;
};

type Props = {
  readonly examination: ExaminationShown;
  readonly mayReport: boolean;
  readonly person: { readonly id: number; readonly role: Role };
  readonly act: FormAction;
  /** Gives the examination to another examiner; null for those who may not. */
  readonly reassign: FormAction | null;
  /** People of its office who may examine. */
  readonly staff: readonly { readonly person: number; readonly name: string }[];
};

/** One examination: which goods, what is asked, what was found, and the button to report it. */
export function Examination({ examination, mayReport, person, act, reassign, staff }: Props) {
  const t = useTranslations("inspections");
  const locale = useLocale();
  const waits = allowsReport(examination.status);
  const another = examination.examinerId !== null && examination.examinerId !== person.id && person.role !== "supervisor";
  return (
    <li data-row className="panel flex flex-col gap-2 p-4">
      <div className="flex flex-wrap items-center gap-2">
        <Link href={`/consignments/${encodeURIComponent(examination.number)}`} className="text-lg font-semibold text-accent hover:underline">
          {examination.number}
        </Link>
        <LaneTag lane={examination.lane} />
        <Standing examination={examination} />
      </div>
      <p>
        {locale === "en" ? examination.goodsEn : examination.goodsZh} · {quantityWords(examination.quantity, locale)}
        <span className="block text-table text-ink-soft">{examination.siteName}</span>
      </p>
      <p className="whitespace-pre-wrap text-pretty">{examination.instructions === "" ? <span className="text-ink-faint">{t("noInstructions")}</span> : examination.instructions}</p>
      <p className="text-xs text-ink-faint">
        {t(`kind.${examination.kind}`)} · {t.rich("orderedBy", { by: examination.orderedByName, at: stamped(examination.orderedAt) })} · {examination.office}
      </p>
      {examination.reportedAt === null ? null : (
        <div className="border-s-2 border-line-strong ps-3">
          {examination.reportNote === "" ? null : <p className="whitespace-pre-wrap text-pretty">{examination.reportNote}</p>}
          <p className="text-xs text-ink-faint">{t.rich("reportedBy", { by: examination.reportedByName ?? "", at: stamped(examination.reportedAt) })}</p>
        </div>
      )}
      <p className="flex flex-wrap items-center gap-x-2 text-table">
        <UserSearch aria-hidden className="size-4 text-ink-faint" />
        {examination.examinerName === null ? (
          <span className={waits ? "text-yellow" : "text-ink-faint"}>{t("noExaminer")}</span>
        ) : (
          <span>
            <span className="font-medium">{examination.examinerName}</span> <span className="text-ink-soft">{t(`examiner.${examination.examinerHow ?? "named"}`)}</span>
          </span>
        )}
      </p>
      {waits && reassign !== null ? <Reassign id={examination.id} examiner={examination.examinerId} staff={staff} act={reassign} /> : null}
      {waits && mayReport && another ? <p className="text-table text-ink-soft">{t("anotherExaminer", { name: examination.examinerName ?? "" })}</p> : null}
      {waits && mayReport && !another ? <Report id={examination.id} number={examination.number} act={act} /> : null}
      {waits && !mayReport ? <p className="text-table text-ink-soft">{t("otherOffice", { office: examination.office })}</p> : null}
    </li>
  );
}

function Standing({ examination }: { readonly examination: ExaminationShown }) {
  const t = useTranslations("inspections");
  if (examination.result === "conform") return <Tag tone="green" icon={<CircleCheck aria-hidden className="size-3.5" />}>{t("result.conform")}</Tag>;
  if (examination.result === "discrepancy") return <Tag tone="red" icon={<CircleX aria-hidden className="size-3.5" />}>{t("result.discrepancy")}</Tag>;
  if (examination.status === "cancelled") return <Tag tone="neutral" icon={<Undo2 aria-hidden className="size-3.5" />}>{t("status.cancelled")}</Tag>;
  return <Tag tone="blue" icon={<ScanSearch aria-hidden className="size-3.5" />}>{t("status.ordered")}</Tag>;
}
