import type { Verdict } from "#lib/capacity/verdict";
import type { CaseAction, CaseOutcome, CaseStatus } from "#lib/cases/case";
import type { ConsignmentStatus } from "#lib/triage/decision";
import type { Lane } from "#lib/triage/lane";
import type { FormAction } from "../access/ActionForm.tsx";
import type { Outcome } from "../../app/outcome.ts";

/** A case as its page shows it. */
export type CaseHead = {
  readonly number: string;
  readonly title: string;
  readonly allegation: string;
  readonly status: CaseStatus;
  readonly outcome: CaseOutcome | null;
  readonly outcomeNote: string | null;
  readonly openedByName: string;
  readonly openedAt: Date;
  readonly assigneeId: number | null;
  readonly assigneeName: string | null;
  readonly closeProposedBy: number | null;
  readonly closeProposedByName: string | null;
  readonly closedAt: Date | null;
  readonly version: number;
};

export type FactShown = { readonly id: number; readonly statement: string; readonly findingId: number | null; readonly exhibitNo: number | null; readonly byName: string; readonly at: Date };
export type ExhibitShown = { readonly no: number; readonly kind: string; readonly reference: string; readonly title: string; readonly sha256: string; readonly byName: string; readonly at: Date };
export type NoteShown = { readonly id: number; readonly text: string; readonly mentions: readonly string[]; readonly byName: string; readonly at: Date };
export type TaskShown = {
  readonly id: number;
  readonly title: string;
  readonly assigneeName: string | null;
  readonly dueOn: string | null;
  readonly done: boolean;
  readonly doneByName: string | null;
  readonly doneAt: Date | null;
};
export type DossierShown = { readonly id: number; readonly sha256: string; readonly pages: number; readonly madeByName: string; readonly madeAt: Date };
export type PartyShown = { readonly role: "importer" | "producer" | "inspection-body"; readonly code: string; readonly name: { readonly en: string; readonly zh: string } };
export type PersonShown = { readonly id: number; readonly login: string; readonly name: string; readonly works: boolean };
export type ConsignmentShown = {
  readonly number: string;
  readonly goodsEn: string;
  readonly goodsZh: string;
  readonly quantity: string;
  readonly importerName: string;
  readonly lane: Lane;
  readonly verdict: Verdict;
  readonly status: ConsignmentStatus;
  readonly lodgedAt: Date;
};
/** One moment of the timeline, already in the reader's language. */
export type MomentShown = { readonly key: string; readonly at: string; readonly by: string; readonly act: string; readonly detail: string; readonly text: string };

/** What a person may do with a case now: allowed by its status and by their role. */
export type CaseRights = ReadonlySet<CaseAction>;

/** What the case's page can have done by the house: the server actions beside it. */
export type CaseActs = {
  readonly establish: FormAction;
  readonly takeInExhibit: FormAction;
  readonly link: FormAction;
  readonly writeNote: FormAction;
  readonly giveTask: FormAction;
  readonly assignTo: FormAction;
  readonly propose: FormAction;
  readonly confirm: FormAction;
  readonly decline: FormAction;
  readonly reopen: FormAction;
  readonly tick: (number: string, task: number, done: boolean) => Promise<Outcome<unknown>>;
  readonly make: (number: string) => Promise<Outcome<{ readonly id: number; readonly number: string; readonly pages: number; readonly sources: number }>>;
};
