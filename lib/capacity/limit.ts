import type { CapacityCertificate } from "#lib/certificates/certificate";
import { addDays, type PlainDate } from "#lib/measures/period";
import type { Segment } from "./account.ts";

/** Warning level and carry-over reserve of a scope's policy, in thousandths. */
export type Policy = { readonly warningPermille: number; readonly reservePermille: number };

/** From where the limits are seen: decisions known by `asOf`, approvals in force on `today` (a date at the house). */
export type Vantage = { readonly today: string; readonly asOf?: Date | undefined };

type Coverage = "in-force" | "suspended" | "none";

/**
 * The limits of one account over its period (docs/capacity.md rules 4, 5 and 8), from the certificates that share its site, scope,
 * period and dimension and from those that supersede them. The lowest certificate in force counts, never the sum; an extract of
 * one of them adds no limit and falls with it; a suspended or revoked one does not cover lots produced after its effective date.
 */
export function segmentsOf(
  period: { readonly from: string; readonly to: string },
  own: readonly CapacityCertificate[],
  all: readonly CapacityCertificate[],
  carriedOver: bigint,
  policy: Policy,
  vantage: Vantage,
): Segment[] {
  const known = own.filter((certificate) => isKnown(certificate.recordedAt, vantage));
  const starts = [...new Set([period.from, ...known.flatMap((certificate) => turningDays(certificate, all, vantage))])]
    .filter((day) => period.from <= day && day < period.to)
    .toSorted();
  const segments = starts.map((from, index) => segmentAt(from, starts[index + 1] ?? period.to, known, all, carriedOver, policy, vantage));
  return merged(segments);
}

/** Whether a certificate has ever been approved, as known then: one that never was makes no account. */
export function everApproved(certificate: CapacityCertificate, vantage: Vantage): boolean {
  const approval = decisionsKnown(certificate, vantage).find((made) => made.decision === "approve");
  return approval !== undefined && approval.effective <= vantage.today;
}

function segmentAt(from: string, to: string, own: readonly CapacityCertificate[], all: readonly CapacityCertificate[], carriedOver: bigint, policy: Policy, vantage: Vantage): Segment {
  const states = own.map((certificate) => ({ certificate, coverage: coverageOf(certificate, from, all, vantage) }));
  const inForce = states.filter((state) => state.coverage === "in-force").map((state) => state.certificate);
  const limiting = inForce.filter((certificate) => !inForce.some((parent) => parent.id === certificate.extractOfId));
  const blank = { from, to, limit: 0n, reserve: 0n, warningPermille: policy.warningPermille };
  if (limiting.length > 0) {
    const limit = limiting.reduce((lowest, certificate) => (certificate.base < lowest ? certificate.base : lowest), limiting[0]?.base ?? 0n);
    const allowed = (limit * BigInt(policy.reservePermille)) / 1000n;
    return { ...blank, state: "limited", limit, reserve: carriedOver < allowed ? carriedOver : allowed, certificates: inForce.map((certificate) => certificate.number) };
  }
  const fallen = states.filter((state) => state.coverage === "suspended").map((state) => state.certificate.number);
  return { ...blank, state: fallen.length > 0 ? "suspended" : "none", certificates: fallen };
}

/** An extract counts within its parent: where an approved parent is suspended or replaced, so is the extract. */
function coverageOf(certificate: CapacityCertificate, day: string, all: readonly CapacityCertificate[], vantage: Vantage): Coverage {
  const own = ownCoverage(certificate, day, all, vantage);
  const parent = all.find((one) => one.id === certificate.extractOfId);
  if (own === "none" || parent === undefined || !everApproved(parent, vantage)) return own;
  const held = coverageOf(parent, day, all, vantage);
  return held === "in-force" ? own : held;
}

function ownCoverage(certificate: CapacityCertificate, day: string, all: readonly CapacityCertificate[], vantage: Vantage): Coverage {
  if (!everApproved(certificate, vantage)) return "none";
  const starts = replacementDay(certificate, vantage);
  if (certificate.supersedesId !== null && starts !== undefined && day < starts && all.some((old) => old.id === certificate.supersedesId)) return "none";
  const replaced = all.some((successor) => {
    if (successor.supersedesId !== certificate.id || !isKnown(successor.recordedAt, vantage) || !everApproved(successor, vantage)) return false;
    const from = replacementDay(successor, vantage);
    return from === undefined || from <= day;
  });
  if (replaced) return "none";
  return isSuspended(certificate, day, vantage) ? "suspended" : "in-force";
}

/**
 * From which production day a certificate that supersedes another takes its place: the effective date of its approval where that lies
 * inside its period; where it lies outside, the correction is of the whole period (undefined).
 */
function replacementDay(successor: CapacityCertificate, vantage: Vantage): string | undefined {
  const approval = decisionsKnown(successor, vantage).find((made) => made.decision === "approve");
  if (approval === undefined) return undefined;
  return successor.from < approval.effective && approval.effective < successor.to ? approval.effective : undefined;
}

/** Suspended or revoked for lots produced after the effective date; reinstated for lots from the effective date on. */
function isSuspended(certificate: CapacityCertificate, day: string, vantage: Vantage): boolean {
  let suspended = false;
  for (const made of decisionsKnown(certificate, vantage)) {
    if ((made.decision === "suspend" || made.decision === "revoke") && day > made.effective) suspended = true;
    if (made.decision === "reinstate" && day >= made.effective) suspended = false;
  }
  return suspended;
}

function turningDays(certificate: CapacityCertificate, all: readonly CapacityCertificate[], vantage: Vantage): string[] {
  const own = decisionsKnown(certificate, vantage).map((made) => (made.decision === "suspend" || made.decision === "revoke" ? addDays(made.effective as PlainDate, 1) : made.effective));
  const successors = all.filter((other) => other.supersedesId === certificate.id).flatMap((other) => replacementDay(other, vantage) ?? []);
  const parent = all.find((one) => one.id === certificate.extractOfId);
  return [...own, ...successors, ...(parent === undefined ? [] : turningDays(parent, all, vantage))];
}

function decisionsKnown(certificate: CapacityCertificate, vantage: Vantage): CapacityCertificate["decisions"] {
  return certificate.decisions.filter((made) => isKnown(made.recordedAt, vantage));
}

function isKnown(recordedAt: Date, vantage: Vantage): boolean {
  return vantage.asOf === undefined || recordedAt <= vantage.asOf;
}

function merged(segments: readonly Segment[]): Segment[] {
  const joined: Segment[] = [];
  for (const segment of segments) {
    const last = joined.at(-1);
    const alike = last !== undefined && last.state === segment.state && last.limit === segment.limit && last.reserve === segment.reserve && last.certificates.join() === segment.certificates.join();
    if (alike) joined[joined.length - 1] = { ...last, to: segment.to };
    else joined.push(segment);
  }
  return joined;
}
