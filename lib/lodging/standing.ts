import type { Declared, DeclaredLine } from "#lib/consignments/declaration";

/** What stands of a declaration once all its known revisions are read in order. */
export type StandingDeclaration = {
  /** The newest revision, whose status the declaration has. */
  readonly revision: number;
  readonly status: Declared["status"];
  /** The revision whose lines are on the accounts; null when nothing counts. */
  readonly linesOf: number | null;
  readonly lines: readonly DeclaredLine[];
  /** A withdrawal that came after physical release: it takes nothing back and is a finding. */
  readonly withdrawnAfterRelease: boolean;
  /** A revision that changed the lines after physical release. */
  readonly amendedAfterRelease: boolean;
};

/**
 * Reads the revisions of a declaration in their own order, however they arrived (docs/capacity.md rule 7): each replaces the one before,
 * a withdrawal before release takes back, one after release does not. `releasedRevision` is the one this house released, if it did.
 */
export function standingOf(revisions: readonly Declared[], releasedRevision: number | null): StandingDeclaration {
  let current: StandingDeclaration | undefined;
  let released = false;
  for (const revision of revisions.toSorted((a, b) => a.revision - b.revision)) {
    released ||= releasedRevision !== null && revision.revision > releasedRevision;
    current = revision.status === "withdrawn" ? withdrawn(revision, current, released) : replaced(revision, current, released);
    released ||= revision.status === "released";
  }
  if (current === undefined) throw new Error("a declaration has at least one revision");
  return current;
}

function withdrawn(revision: Declared, before: StandingDeclaration | undefined, released: boolean): StandingDeclaration {
  const kept = { amendedAfterRelease: before?.amendedAfterRelease ?? false };
  if (released && before !== undefined) return { ...before, ...kept, revision: revision.revision, status: "withdrawn", withdrawnAfterRelease: true };
  return { ...kept, revision: revision.revision, status: "withdrawn", linesOf: null, lines: [], withdrawnAfterRelease: false };
}

function replaced(revision: Declared, before: StandingDeclaration | undefined, released: boolean): StandingDeclaration {
  return {
    revision: revision.revision,
    status: revision.status,
    linesOf: revision.revision,
    lines: revision.lines,
    withdrawnAfterRelease: before?.withdrawnAfterRelease ?? false,
    amendedAfterRelease: (before?.amendedAfterRelease ?? false) || (released && before !== undefined && !sameGoods(before.lines, revision.lines)),
  };
}

function sameGoods(a: readonly DeclaredLine[], b: readonly DeclaredLine[]): boolean {
  const goods = (lines: readonly DeclaredLine[]): string => JSON.stringify(lines.map((line) => [line.no, line.gtin, line.site, line.quantity, line.lots, line.productionDate, line.vintage]));
  return goods(a) === goods(b);
}
