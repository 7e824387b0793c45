import type { AccountReading, Share } from "#lib/capacity/picture";
import type { LineCapacity, Verdict } from "#lib/capacity/verdict";
import type { CaseOutcome, CaseStatus } from "#lib/cases/case";
import type { CertificateScope, CertificateStatus, Decision } from "#lib/certificates/certificate";
import type { Finding } from "#lib/risk/finding";
import type { Wording } from "#lib/risk/subject";
import type { ConsignmentStatus } from "#lib/triage/decision";
import type { Lane } from "#lib/triage/lane";
import type { Moment } from "./moment.ts";

/** An exact decimal and a Rec 20/21 unit code. */
type Amount = { readonly value: string; readonly unit: string };

/** One line of a consignment with the answer it was given when it was lodged. */
export type RecordLine = {
  readonly no: number;
  readonly gtin: string;
  readonly goods: Wording;
  readonly quantity: Amount;
  readonly lots: readonly string[];
  readonly vintage: number | null;
  readonly productionDate: string | null;
  readonly declaredSite: string;
  readonly originCountry: string;
  readonly answer: LineCapacity | null;
};

/** A consignment of the case as it stands. */
export type RecordConsignment = {
  readonly number: string;
  readonly revision: number;
  readonly importer: Wording;
  readonly producer: string;
  readonly office: Wording & { readonly code: string };
  readonly tradeMode: string;
  readonly lodgedAt: Date;
  readonly lane: Lane;
  readonly score: number;
  readonly verdict: Verdict;
  readonly status: ConsignmentStatus;
  readonly lines: readonly RecordLine[];
};

/** An account the case's consignments are charged to, with every declaration that shares it. */
export type RecordAccount = { readonly site: string; readonly reading: AccountReading; readonly shares: readonly Share[] };

/** A certificate the case rests on, with its decisions on both clocks. */
export type RecordCertificate = {
  readonly number: string;
  readonly status: CertificateStatus;
  readonly site: string;
  readonly country: string;
  readonly issuer: Wording & { readonly code: string };
  readonly scope: CertificateScope;
  readonly quantity: Amount;
  readonly production: { readonly from: string; readonly to: string };
  readonly supersedes: string | null;
  readonly extractOf: string | null;
  readonly recordedAt: Date;
  readonly decisions: readonly { readonly decision: Decision; readonly effective: string; readonly reason: string; readonly decidedByName: string; readonly recordedAt: Date }[];
};

/** A pre-shipment report on a lot of the case. */
export type RecordReport = {
  readonly number: string;
  readonly kind: "label-approval" | "loading-supervision" | "pre-shipment" | "origin";
  readonly issuer: Wording;
  readonly quantity: Amount;
  readonly lots: readonly string[];
  readonly productionDate: string | null;
  readonly recordedAt: Date;
};

/** A finding as it fired, in the wording of its version. */
export type RecordFinding = Finding & { readonly id: number; readonly number: string; readonly lineNo: number | null; readonly firedAt: Date; readonly clearedAt: Date | null };

/** An examination ordered, and what it found. */
export type RecordExamination = {
  readonly number: string;
  readonly kind: "physical" | "remote";
  readonly status: "ordered" | "reported" | "cancelled";
  readonly instructions: string;
  readonly orderedByName: string;
  readonly orderedAt: Date;
  readonly result: "conform" | "discrepancy" | null;
  readonly reportNote: string | null;
  readonly reportedByName: string | null;
  readonly reportedAt: Date | null;
};

/** A note as it was written. */
export type RecordNote = { readonly id: number; readonly text: string; readonly byName: string; readonly at: Date };

/** A task as it was given, and what became of it. */
export type RecordTask = {
  readonly id: number;
  readonly title: string;
  readonly assigneeName: string | null;
  readonly dueOn: string | null;
  readonly done: boolean;
  readonly doneByName: string | null;
  readonly doneAt: Date | null;
  readonly byName: string;
  readonly at: Date;
};

/** A record the dossier rests on: its canonical text, its hash now, and each time it was taken in as an exhibit. */
export type RecordSource = {
  readonly kind: string;
  readonly reference: string;
  readonly title: string;
  readonly text: string;
  readonly sha256: string;
  readonly exhibits: readonly { readonly no: number; readonly sha256: string; readonly byName: string; readonly at: Date }[];
};

export type RecordParty = { readonly role: "importer" | "producer" | "inspection-body"; readonly code: string; readonly name: Wording };

/** A case with everything that belongs to it, as a dossier is composed of it. */
export type CaseRecord = {
  readonly head: {
    readonly number: string;
    readonly title: string;
    readonly allegation: string;
    readonly status: CaseStatus;
    readonly outcome: CaseOutcome | null;
    readonly outcomeNote: string | null;
    readonly openedByName: string;
    readonly openedAt: Date;
    readonly assigneeName: string | null;
    readonly closeProposedByName: string | null;
    readonly closedAt: Date | null;
  };
  readonly parties: readonly RecordParty[];
  readonly facts: readonly { readonly statement: string; readonly findingId: number | null; readonly exhibitNo: number | null; readonly byName: string; readonly at: Date }[];
  readonly consignments: readonly RecordConsignment[];
  readonly accounts: readonly RecordAccount[];
  readonly certificates: readonly RecordCertificate[];
  readonly reports: readonly RecordReport[];
  readonly findings: readonly RecordFinding[];
  readonly examinations: readonly RecordExamination[];
  readonly notes: readonly RecordNote[];
  readonly tasks: readonly RecordTask[];
  readonly moments: readonly Moment[];
  readonly sources: readonly RecordSource[];
};
