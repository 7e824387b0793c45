import type { CaseMoment } from "#lib/cases/queries/timeline";
import { wordFor } from "#lib/cases/wording";
import type { Wording } from "#lib/risk/subject";

/** One moment of a case, with how often it came in a row: somebody's readings that nothing lies between are one moment. */
export type Moment = CaseMoment & { readonly times: number };

const READINGS = new Set(["case.read", "dossier.export"]);

const TOLD_BY_THE_CASE = new Set(["consignment.case-opened", "consignment.case-linked"]);
/** How long after a person's own act or reading another reading of theirs is still the same visit. */
const VISIT_MS = 30 * 60_000;

/**
 * The moments of a case as they are told: of a person's visit the first reading alone, with how often it was repeated at once, and not
 * the readings that only show what they have just done; what its declarations say of this very case is left out.
 */
export function folded(moments: readonly CaseMoment[], number: string): Moment[] {
  const told: Moment[] = [];
  for (const moment of moments.filter((each) => each.kind === "decision" || !TOLD_BY_THE_CASE.has(each.action) || each.facts["case"] !== number)) {
    const before = told.at(-1);
    if (before === undefined || !sameVisit(before, moment)) told.push({ ...moment, times: 1 });
    else if (before.kind === "entry" && READINGS.has(before.action)) told[told.length - 1] = { ...before, times: before.times + 1 };
  }
  return told;
}

function sameVisit(before: CaseMoment, moment: CaseMoment): boolean {
  if (before.kind !== "entry" || moment.kind !== "entry" || before.by !== moment.by || moment.at.getTime() - before.at.getTime() > VISIT_MS) return false;
  return READINGS.has(before.action) ? before.action === moment.action : moment.action === "case.read";
}

/** What was done, in the words of the screens. */
export function momentAct(moment: CaseMoment): Wording {
  if (moment.kind === "entry") return wordFor("cases", "moment", moment.action);
  return wordFor("triage", "decision", moment.decision);
}

/** What it was done to, what is worded in both languages, and what somebody wrote. Empty where there is nothing. */
export type MomentDetail = { readonly subject: string; readonly said: readonly Wording[]; readonly text: string };

/** What is not said by the act alone. */
export function momentDetail(moment: CaseMoment): MomentDetail {
  return moment.kind === "decision" ? decisionDetail(moment) : entryDetail(moment);
}

function decisionDetail(moment: Extract<CaseMoment, { kind: "decision" }>): MomentDetail {
  const { number, reason, note, secondedBy, declined, undoneAt } = moment;
  const answer = declined ? { en: `declined by ${secondedBy ?? ""}`, zh: `${secondedBy ?? ""} 未予同意` } : { en: `seconded by ${secondedBy ?? ""}`, zh: `${secondedBy ?? ""} 复核同意` };
  const undone = { en: "undone afterwards", zh: "其后已撤回" };
  return { subject: number, said: [wordFor("triage", "reason", reason), ...(secondedBy === null ? [] : [answer]), ...(undoneAt === null ? [] : [undone])], text: note };
}

function entryDetail({ action, subject, facts }: Extract<CaseMoment, { kind: "entry" }>): MomentDetail {
  const text = (...names: readonly string[]): MomentDetail => ({ subject: subject.kind === "case" ? "" : subject.id, said: [], text: names.map((name) => textOf(facts[name])).filter((each) => each !== "").join(", ") });
  switch (action) {
    case "case.open":
    case "case.link":
      return text("consignments");
    case "case.add-fact":
      return text("statement");
    case "case.add-exhibit":
      return { ...text("reference"), said: [wordFor("cases", "kind", textOf(facts["kind"]))] };
    case "case.add-task":
    case "case.complete-task":
    case "case.reopen-task":
      return text("title");
    case "case.assign":
      return facts["to"] === null ? { ...text(), said: [{ en: "nobody", zh: "无人" }] } : text("to");
    case "case.propose-closing":
    case "case.close":
      return { ...text("note"), said: [wordFor("cases", "outcome", textOf(facts["outcome"]))] };
    case "case.decline-closing":
      return text("note");
    case "case.reopen":
      return text("reason");
    case "dossier.make":
    case "dossier.export":
      return text("file", "sha256");
    case "examination.report":
      return { ...text("note"), said: [wordFor("inspections", "result", textOf(facts["result"]))] };
    case "consignment.assign":
      return text("to");
    case "consignment.decline-second":
      return text("note");
    case "consignment.case-opened":
    case "consignment.case-linked":
      return text("case");
    default:
      return text();
  }
}

function textOf(fact: unknown): string {
  if (Array.isArray(fact)) return fact.map(textOf).join(", ");
  return typeof fact === "string" || typeof fact === "number" ? String(fact) : "";
}
