import type { Transaction } from "#db/client";
import { exhibitHash, EXHIBIT_KINDS, takenForm, type ExhibitKind } from "#lib/cases/exhibit";
import type { CasePage } from "#lib/cases/queries/cases";
import { sourceOf, sourcesOf } from "#lib/cases/queries/sources";
import type { CaseMoment } from "#lib/cases/queries/timeline";
import type { ExaminationView } from "#lib/inspections/queries";
import { canonicalJson } from "#lib/risk/canonical";
import type { RecordAccount, RecordSource } from "../record.ts";

type Found = { readonly kind: string; readonly reference: string; readonly title: string; readonly record: unknown; readonly former?: readonly unknown[] };
type Besides = { readonly accounts: readonly RecordAccount[]; readonly moments: readonly CaseMoment[]; readonly examinations: readonly ExaminationView[] };

/**
 * Every record a dossier rests on, each once, with its canonical text as it is now: what is recorded of the case's consignments, the
 * exhibits, the declarations that share an account with them, the accounts, the examinations, notes and tasks, the case itself and its audit trail.
 */
export async function recordSources(tx: Transaction, page: CasePage, besides: Besides): Promise<RecordSource[]> {
  const found = new Map<string, Found>();
  const add = (source: Found | undefined): void => {
    if (source !== undefined && !found.has(keyOf(source))) found.set(keyOf(source), source);
  };
  for (const source of await sourcesOf(tx, page.consignments.map((consignment) => consignment.id))) add(source);
  for (const exhibit of page.exhibits) if (!found.has(keyOf(exhibit)) && isExhibitKind(exhibit.kind)) add(await sourceOf(tx, exhibit.kind, exhibit.reference));
  for (const share of besides.accounts.flatMap((account) => account.shares)) {
    const reference = `${share.number}/${share.revision}`;
    if (!found.has(keyOf({ kind: "declaration", reference }))) add(await sourceOf(tx, "declaration", reference));
  }
  for (const { site, reading, shares } of besides.accounts) add({ kind: "account", reference: `${reading.siteId}/${reading.id}`, title: site, record: { site, reading, shares } });
  for (const examination of besides.examinations) add({ kind: "examination", reference: String(examination.id), title: examination.number, record: examination });
  for (const note of page.notes.toReversed()) add({ kind: "note", reference: String(note.id), title: note.byName, record: note });
  for (const task of page.tasks.toSorted((a, b) => a.id - b.id)) add({ kind: "task", reference: String(task.id), title: task.byName, record: task });
  add({
    kind: "case",
    reference: page.case.number,
    title: page.case.title,
    record: {
      case: page.case,
      consignments: page.consignments.map(({ number, addedByName, addedAt }) => ({ number, addedByName, addedAt })),
      facts: page.facts,
      exhibits: page.exhibits,
    },
  });
  add({ kind: "audit-trail", reference: page.case.number, title: "", record: besides.moments });
  return [...found.values()].map(({ kind, reference, title, ...source }) => {
    const exhibits = page.exhibits.filter((exhibit) => exhibit.kind === kind && exhibit.reference === reference).map(({ no, sha256, byName, at }) => ({ no, sha256, byName, at }));
    const record = takenForm(source, exhibits.map((exhibit) => exhibit.sha256));
    return { kind, reference, title, text: canonicalJson(record), sha256: exhibitHash(record), exhibits };
  });
}

function keyOf({ kind, reference }: { readonly kind: string; readonly reference: string }): string {
  return `${kind}\u001f${reference}`;
}

function isExhibitKind(kind: string): kind is ExhibitKind {
  return (EXHIBIT_KINDS as readonly string[]).includes(kind);
}
