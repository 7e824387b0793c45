import { usedShare } from "#lib/capacity/judgement";
import { VERDICTS, worse, type Verdict } from "#lib/capacity/verdict";
import type { Assessment } from "#lib/risk/assess";
import type { Finding } from "#lib/risk/finding";
import type { Subject, SubjectLine } from "#lib/risk/subject";
import { dueAt } from "./allowance.ts";
import { OPEN_STATUSES, type ConsignmentStatus } from "./decision.ts";
import type { Lane, LaneReason, Selected } from "./lane.ts";

/** What the desk showed of a declaration before; undefined when it is new to it. */
export type DeskBefore = { readonly status: ConsignmentStatus; readonly revision: number };

/** What an assessment makes of the desk's row; who has it and its version are the desk's own. */
export type AssessedRow = {
  readonly id: number;
  readonly number: string;
  readonly revision: number;
  readonly status: ConsignmentStatus;
  readonly open: boolean;
  readonly lane: Lane;
  readonly score: number;
  readonly laneBy: LaneReason;
  readonly assessed: true;
  readonly topFinding: Pick<Finding, "rule" | "severity" | "wording"> | null;
  readonly verdict: Verdict;
  readonly used: number | null;
  readonly tradeMode: string;
  readonly officeCode: string;
  readonly importerId: number;
  readonly importerName: string;
  readonly lodgerOrganisationId: number;
  readonly siteId: number;
  readonly siteName: string;
  readonly originCountry: string;
  readonly category: string;
  readonly goodsEn: string;
  readonly goodsZh: string;
  /** `<decimal> <unit code>`: the sum where all lines have one unit, else the leading line's. */
  readonly quantity: string;
  readonly lineCount: number;
  readonly lodgedAt: Date;
  readonly dueAt: Date;
};

/**
 * Where an assessment leaves a consignment. What was decided stays; a declaration withdrawn before release leaves the desk, one that
 * its declaring system reports as released is released, and a correction that was asked for brings it back to triage.
 */
export function statusOnAssessment(subject: Pick<Subject, "status" | "revision">, before: DeskBefore | undefined): ConsignmentStatus {
  if (before?.status === "released" || before?.status === "refused") return before.status;
  if (subject.status === "withdrawn") return "withdrawn";
  if (subject.status === "released") return "released";
  if (before === undefined || before.status === "withdrawn") return "to-triage";
  return before.status === "correction-requested" && subject.revision > before.revision ? "to-triage" : before.status;
}

/** What the desk shows of an assessed declaration whatever lane it is sorted into and whatever was decided on it, with the state it was declared in. */
export type DeskFacts = { readonly declared: Pick<Subject, "status" | "revision">; readonly shown: Omit<AssessedRow, "status" | "open" | "lane" | "laneBy" | "dueAt"> };

/** The desk's row of an assessed declaration in the lane it was sorted into. */
export function deskRow({ declared, shown }: DeskFacts, { lane, by }: Selected, before: DeskBefore | undefined): AssessedRow {
  const status = statusOnAssessment(declared, before);
  return { ...shown, status, open: OPEN_STATUSES.includes(status), lane, laneBy: by, dueAt: dueAt(shown.lodgedAt, lane) };
}

/** The facts of a desk's row. */
export function deskFacts(subject: Subject, assessment: Assessment): DeskFacts {
  const { status, revision } = subject;
  const standing = subject.lines.every((line) => line.standing) ? subject.lines : subject.lines.filter((line) => line.standing);
  const lines = standing.length === 0 ? subject.lines : standing;
  const shown = {
    id: subject.declarationId,
    number: subject.number,
    revision,
    score: assessment.score,
    assessed: true as const,
    topFinding: topFinding(assessment),
    verdict: lines.map((line) => line.verdict).reduce<Verdict | undefined>((worst, verdict) => (worst === undefined ? verdict : worse(worst, verdict)), undefined) ?? "unknown",
    used: usedMost(subject, lines),
    tradeMode: subject.tradeMode,
    officeCode: subject.office.code,
    importerId: subject.importer.id,
    importerName: subject.importer.name,
    lodgerOrganisationId: subject.lodgerOrganisationId,
    ...goodsOf(subject, lines),
    lineCount: Math.max(lines.length, subject.declared.length),
    lodgedAt: subject.lodgedAt,
  };
  return { declared: { status, revision }, shown };
}

/** The weightiest finding, among equals the first told; findings without points are not shown. */
function topFinding({ findings }: Assessment): AssessedRow["topFinding"] {
  if (findings.length === 0) return null;
  const [top] = findings.filter((finding) => finding.points > 0 && finding.snooze === null).toSorted((a, b) => b.points - a.points);
  return top === undefined ? null : { rule: top.rule, severity: top.severity, wording: top.wording };
}

function usedMost(subject: Subject, lines: readonly SubjectLine[]): number | null {
  const shares = subject.accounts.map((account) => usedShare(account.segment, { declared: account.declared, elsewhere: account.elsewhere }));
  const known = [...shares, ...(subject.accounts.length === 0 ? lines.map((line) => line.atLodging?.used ?? null) : [])].flatMap((share) => (share === null ? [] : [Number(share)]));
  return known.length === 0 ? null : Math.max(...known);
}

type Goods = Pick<AssessedRow, "siteId" | "siteName" | "originCountry" | "category" | "goodsEn" | "goodsZh" | "quantity">;

/** Producer, goods and quantity by the first line with the worst verdict; by the declared text where no line was taken in. */
function goodsOf(subject: Subject, lines: readonly SubjectLine[]): Goods {
  const [leading] = lines.length < 2 ? lines : lines.toSorted((a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) || a.no - b.no);
  if (leading === undefined) {
    const [line] = subject.declared;
    const gtin = line?.gtin ?? "";
    return {
      siteId: 0,
      siteName: line?.site ?? "",
      originCountry: line?.originCountry ?? "",
      category: "",
      goodsEn: gtin,
      goodsZh: gtin,
      quantity: line === undefined ? "" : `${line.quantity.value} ${line.quantity.unit}`,
    };
  }
  const site = leading.site.kind === "site" ? { siteId: leading.site.id, siteName: leading.site.name } : { siteId: 0, siteName: leading.declaredSite };
  return { ...site, originCountry: leading.originCountry, category: leading.category, goodsEn: leading.goods.en, goodsZh: leading.goods.zh, quantity: quantityText(leading, lines) };
}

function quantityText(leading: SubjectLine, lines: readonly SubjectLine[]): string {
  const { value, unit } = leading.quantity;
  if (lines.length === 1) return `${/^\d+$/.test(value) ? BigInt(value) : value} ${unit}`;
  const whole = lines.every((line) => line.quantity.unit === unit && /^\d+$/.test(line.quantity.value));
  return whole ? `${lines.reduce((sum, line) => sum + BigInt(line.quantity.value), 0n)} ${unit}` : `${value} ${unit}`;
}
