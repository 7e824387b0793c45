import type { ReactNode } from "react";
import { useTranslations } from "next-intl";
import { LaneTag } from "#components/ui/LaneTag";
import { StatusTag } from "#components/ui/StatusTag";
import { VerdictTag } from "#components/ui/VerdictTag";
import type { Verdict } from "#lib/capacity/verdict";
import type { ConsignmentStatus } from "#lib/triage/decision";
import type { Lane } from "#lib/triage/lane";

/** The number, lane, status and score of a consignment, and its verdict as one sentence: the title of the page. */
export function Header({
  number,
  revision,
  lane,
  status,
  verdict,
  score,
  sentence,
  children,
}: {
  readonly number: string;
  readonly revision: number;
  readonly lane: Lane;
  readonly status: ConsignmentStatus;
  readonly verdict: Verdict;
  readonly score: number;
  readonly sentence: ReactNode;
  readonly children: ReactNode;
}) {
  const t = useTranslations("consignment.head");
  return (
    <header className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <span className="font-medium">{t("number", { number })}</span>
        <span className="text-table text-ink-faint">{t("revision", { revision })}</span>
        <LaneTag lane={lane} />
        <VerdictTag verdict={verdict} />
        <StatusTag status={status} />
        <span className="text-table text-ink-soft">{t("score", { score })}</span>
      </div>
      <h1 className="max-w-5xl text-xl leading-7 font-semibold text-pretty sm:text-2xl">{sentence}</h1>
      {children}
    </header>
  );
}
