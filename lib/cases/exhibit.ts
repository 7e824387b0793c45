import { createHash } from "node:crypto";
import { canonicalJson } from "#lib/risk/canonical";

/** What can be an exhibit (证物): a record of this house, by reference. */
export const EXHIBIT_KINDS = ["declaration", "certificate", "finding", "inspection-report", "event", "decision"] as const;
export type ExhibitKind = (typeof EXHIBIT_KINDS)[number];

/**
 * A record as it is taken in: `reference` finds it again (`<entry number>/<revision>`, a certificate's or report's number, the id of
 * a finding, event or decision), `record` is what is hashed, `former` the forms in which earlier versions hashed the same.
 */
export type ExhibitSource = { readonly kind: ExhibitKind; readonly reference: string; readonly title: string; readonly record: unknown; readonly former?: readonly unknown[] };

/** The form of a record that was taken in under one of some hashes; its form of today where it was none. */
export function takenForm({ record, former = [] }: Pick<ExhibitSource, "record" | "former">, hashes: readonly string[]): unknown {
  return [record, ...former].find((form) => hashes.includes(exhibitHash(form))) ?? record;
}

/** SHA-256, in hexadecimal, of a record's canonical text: whether an exhibit still is what was taken in. */
export function exhibitHash(record: unknown): string {
  return createHash("sha256").update(canonicalJson(record)).digest("hex");
}

/** The exhibits a case does not have yet, numbered on from its last; a record taken in twice under one hash is one exhibit. */
export function numbered(
  sources: readonly ExhibitSource[],
  had: readonly { readonly no: number; readonly kind: string; readonly reference: string; readonly sha256: string }[],
): (Omit<ExhibitSource, "record" | "former"> & { readonly no: number; readonly sha256: string })[] {
  const known = new Set(had.map((exhibit) => `${exhibit.kind}\u001f${exhibit.reference}\u001f${exhibit.sha256}`));
  let no = Math.max(0, ...had.map((exhibit) => exhibit.no));
  return sources.flatMap(({ kind, reference, title, ...source }) => {
    const hashes = had.filter((exhibit) => exhibit.kind === kind && exhibit.reference === reference).map((exhibit) => exhibit.sha256);
    const sha256 = exhibitHash(takenForm(source, hashes));
    const key = `${kind}\u001f${reference}\u001f${sha256}`;
    if (known.has(key)) return [];
    known.add(key);
    no += 1;
    return [{ no, kind, reference, title, sha256 }];
  });
}
