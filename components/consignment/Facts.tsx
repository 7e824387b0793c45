import { useTranslations } from "next-intl";
import { DataList } from "#components/ui/DataList";
import { Tag } from "#components/ui/Tag";
import { Timestamp } from "#components/ui/Timestamp";
import type { Verdict } from "#lib/capacity/verdict";
import { tradeModeOf } from "#lib/consignments/tradeMode";
import type { Subject } from "#lib/risk/subject";
import type { ConsignmentStatus } from "#lib/triage/decision";
import type { Lane, LaneReason } from "#lib/triage/lane";
import { Link } from "../../app/navigation.ts";
import { countryName, quantityWords } from "../desk/wording.ts";
import { Age } from "./Age.tsx";
import { worded } from "./worded.ts";

/** The desk's row as the page's head shows it. */
export type HeadShown = {
  readonly id: number;
  readonly number: string;
  readonly revision: number;
  readonly status: ConsignmentStatus;
  readonly open: boolean;
  readonly lane: Lane;
  readonly score: number;
  readonly laneBy: LaneReason;
  readonly topFinding: { readonly wording: { readonly en: string; readonly zh: string } } | null;
  readonly verdict: Verdict;
  readonly tradeMode: string;
  readonly officeCode: string;
  readonly importerId: number;
  readonly importerName: string;
  readonly siteId: number;
  readonly siteName: string;
  readonly originCountry: string;
  readonly goodsEn: string;
  readonly goodsZh: string;
  readonly quantity: string;
  readonly lineCount: number;
  readonly lodgedAt: Date;
  readonly dueAt: Date;
  readonly assigneeId: number | null;
  readonly assigneeName: string | null;
  readonly version: number;
  readonly importer: { readonly code: string; readonly verified: boolean; readonly en: string };
  readonly office: { readonly code: string; readonly verified: boolean; readonly en: string; readonly zh: string };
};

/** A case the consignment is part of. */
export type CaseShown = { readonly number: string; readonly title: string };

const LINK = "text-accent hover:underline";

/** Importer, producer, goods, office, trade mode, when, who has it: each a way on. */
export function Facts({ head, subject, cases, locale, now }: { readonly head: HeadShown; readonly subject: Subject; readonly cases: readonly CaseShown[]; readonly locale: string; readonly now: string }) {
  const t = useTranslations("consignment.head");
  const mode = tradeModeOf(head.tradeMode);
  const lots = [...new Set(subject.lines.flatMap((line) => line.lots))];
  const english = locale === "en" && head.importer.en !== "" && head.importer.en !== head.importerName ? head.importer.en : undefined;
  const unverified = <Tag tone="yellow">{t("unverified")}</Tag>;
  return (
    <div className="panel px-4 py-3">
      <DataList
        columns={3}
        data={[
          { label: t("importer"), value: <><Link href={`/desk?importer=${head.importerId}&state=all`} className={LINK}>{english ?? head.importerName}</Link> <span className="text-ink-faint">{head.importer.code}</span> {english === undefined ? null : <span lang="zh-CN" className="text-ink-soft">{head.importerName}</span>} {head.importer.verified ? null : unverified}</> },
          { label: t("producer"), value: head.siteId === 0 ? <><span>{head.siteName}</span> <Link href="/questions" className={LINK}>{t("question")}</Link></> : <Link href={`/producers/${head.siteId}`} className={LINK}>{head.siteName}</Link> },
          { label: t("goods"), value: <>{locale === "en" ? head.goodsEn : head.goodsZh} · {quantityWords(head.quantity, locale)}{head.lineCount > 1 ? <span className="text-ink-faint"> · {t("lines", { count: head.lineCount })}</span> : null}</> },
          { label: t("office"), value: <>{head.office.code} {worded(head.office, locale)} {head.office.verified ? null : unverified}</> },
          { label: t("tradeMode"), value: <>{head.tradeMode} {mode === undefined ? null : worded(mode.name, locale)}</> },
          { label: t("origin"), value: countryName(head.originCountry, locale) },
          { label: t("lodged"), value: <Timestamp at={head.lodgedAt.toISOString()} /> },
          { label: t("age"), value: <Age lodgedAt={head.lodgedAt.toISOString()} dueAt={head.dueAt.toISOString()} now={now} open={head.open} /> },
          { label: t("assignee"), value: head.assigneeName ?? <span className="text-ink-faint">{t("nobody")}</span> },
          ...(lots.length === 0 ? [] : [{ label: t("lots"), value: lots.map((lot) => <Link key={lot} href={`/desk?state=all&lot=${encodeURIComponent(lot)}${head.siteId === 0 ? "" : `&site=${head.siteId}`}`} className={`${LINK} me-3`}>{lot}</Link>) }]),
          ...(cases.length === 0
            ? []
            : [
                {
                  label: t("cases"),
                  value: cases.map((one) => (
                    <Link key={one.number} href={`/cases/${encodeURIComponent(one.number)}`} className={`${LINK} me-3`}>
                      {one.number} {one.title}
                    </Link>
                  )),
                },
              ]),
        ]}
      />
    </div>
  );
}
