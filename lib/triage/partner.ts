import type { LineCapacity } from "../capacity/verdict.ts";
import type { Declared, DeclaredLine } from "../consignments/declaration.ts";
import type { ConsignmentStatus, TriageDecision } from "./decision.ts";
import type { Change } from "./revision.ts";

/** Where a consignment stands, as its importer is told. What an office proposes inside stays inside until a second person has agreed. */
export const PARTNER_STANDINGS = ["under-review", "held", "correction-requested", "examination-ordered", "released", "refused", "withdrawn"] as const;
export type PartnerStanding = (typeof PARTNER_STANDINGS)[number];

/** What an importer is told of a consignment: where it stands, since when where a decision brought it there, and the reason of a correction that is asked for with what is to be corrected in the officer's words. */
export type Told = { readonly standing: PartnerStanding; readonly since: Date | null; readonly reason: string | null; readonly asked: string | null };

/** A decision as far as it bears on what an importer is told. */
export type DecidedBefore = { readonly decision: TriageDecision; readonly reason: string; readonly asked: string | null; readonly fromStatus: ConsignmentStatus; readonly toStatus: ConsignmentStatus; readonly at: Date };

const STANDING = {
  "to-triage": "under-review",
  held: "held",
  "correction-requested": "correction-requested",
  "examination-ordered": "examination-ordered",
  "release-proposed": "under-review",
  "refusal-proposed": "under-review",
  released: "released",
  refused: "refused",
  withdrawn: "withdrawn",
} as const satisfies Record<ConsignmentStatus, PartnerStanding>;

const LODGED_AS = { lodged: "to-triage", withdrawn: "withdrawn", released: "released" } as const satisfies Record<Declared["status"], ConsignmentStatus>;

/**
 * What the importer is told. `status` is null until the first assessment; `decisions` are those that were neither undone nor declined, the
 * newest first. A proposal leaves the importer where the consignment stood before it.
 */
export function toldOf(status: ConsignmentStatus | null, declared: Declared["status"], decisions: readonly DecidedBefore[]): Told {
  const inside = status ?? LODGED_AS[declared];
  const proposed = inside === "release-proposed" || inside === "refusal-proposed";
  const shown = proposed ? (decisions.find(({ toStatus }) => toStatus === inside)?.fromStatus ?? inside) : inside;
  const standing = STANDING[shown];
  const by = standing === "under-review" || standing === "withdrawn" ? undefined : decisions.find(({ toStatus }) => toStatus === shown);
  const correction = by?.decision === "request-correction" ? by : undefined;
  return { standing, since: by?.at ?? null, reason: correction?.reason ?? null, asked: correction?.asked ?? null };
}

/** An own declaration as a row of the importer's list; `verdict` is the worst its lines were answered at lodging, null where none counts. */
export type OwnDeclaration = Told & {
  readonly number: string;
  readonly revision: number;
  readonly lodgedAt: Date;
  readonly office: { readonly code: string; readonly en: string; readonly zh: string };
  readonly goods: { readonly en: string; readonly zh: string } | null;
  readonly lines: number;
  readonly verdict: LineCapacity["verdict"] | null;
};

/** A line as declared, with its goods by name and the answer it was given when it was lodged. */
export type OwnLine = DeclaredLine & { readonly goods: { readonly en: string; readonly zh: string } | null; readonly answer: LineCapacity | null };

/** A revision as it was lodged, with what it changed of the one before it by number; null for the first. */
export type OwnRevision = {
  readonly revision: number;
  readonly status: Declared["status"];
  readonly lodgedAt: string;
  readonly recordedAt: Date;
  readonly standing: boolean;
  readonly lines: readonly OwnLine[];
  readonly changes: readonly Change[] | null;
};

/** An own declaration with its revisions, the newest first; `declared` is the body of the standing one. */
export type OwnDeclarationPage = {
  readonly head: OwnDeclaration;
  readonly tradeMode: string;
  readonly declared: Declared;
  readonly importer: { readonly code: string; readonly en: string; readonly zh: string };
  readonly revisions: readonly OwnRevision[];
};

/** What an organisation declared of one site's certified capacity, and how that stood when its latest line was answered. Decimals in `unit`. */
export type OwnUse = {
  readonly account: number;
  readonly site: string;
  readonly from: string;
  readonly to: string;
  readonly unit: string;
  readonly declarations: number;
  readonly own: string;
  readonly limit: string | null;
  readonly used: string | null;
  readonly verdict: LineCapacity["verdict"];
  readonly answeredAt: Date;
};
