import { parsed } from "#lib/access/parsing";
import { Refusal } from "#lib/access/refusal";
import type { Declared } from "#lib/consignments/declaration";
import { bodyHash, declarationSchema } from "#lib/consignments/declarationSchema";
import type { EventProblem } from "#lib/feeds/event";
import { cellPointer, targetAt } from "#lib/feeds/mapping";
import type { Mapping } from "#lib/feeds/mapping";
import type { DeclarationDraft } from "#lib/feeds/record";
import { foldName } from "#lib/parties/site";

/** What a sender's words for goods mean; null where it was not told. */
export type GoodsAnswer = { readonly gtin: string | null; readonly site: string | null };

/** A revision that is known of a declaration. */
export type KnownRevision = { readonly revision: number; readonly hash: string };

/** A declaration ready to be lodged, or what is wrong with it. `repeated`: this very content is known already. */
export type Prepared = { readonly ok: true; readonly declared: Declared; readonly repeated: boolean } | { readonly ok: false; readonly problems: readonly EventProblem[] };

/** Where a draft's own places are: `pointer` of the record, and the mapping of the table where it came from one. */
export type DraftPlace = { readonly pointer: string; readonly mapping: Mapping | null };

/** The comparable form of a sender's words for goods. */
export function foldGoods(words: string): string {
  return foldName(words).slice(0, 200);
}

/** The words for goods in a draft that has no product or no site for them. */
export function askedGoods(draft: DeclarationDraft): string[] {
  return draft.lines.flatMap(({ gtin, site, goods }) => ((gtin === undefined || site === undefined) && typeof goods === "string" ? [goods] : []));
}

/**
 * Makes a declaration of a draft: goods that are named by the sender's words get the product and site those were said to mean, and where the
 * draft has no revision it is the one that has this content already, else the next. Problems point at the cells or elements they are about.
 */
export function prepare(draft: DeclarationDraft, answers: ReadonlyMap<string, GoodsAnswer>, known: readonly KnownRevision[], place: DraftPlace): Prepared {
  const problems = draft.lines.flatMap((line, at) => unanswered(line, answers, at).map(({ pointer, ...rest }) => ({ ...rest, pointer: placeOf(pointer, draft, place), severity: "error" as const })));
  const { rows: _rows, ...head } = draft;
  const body = { ...head, revision: draft.revision ?? 1, lines: draft.lines.map((line) => answered(line, answers)) };
  try {
    const declared = parsed(declarationSchema, body);
    if (problems.length > 0) return { ok: false, problems };
    const given = typeof draft.revision === "number" ? draft.revision : revisionOf(declared, known);
    const whole = { ...declared, revision: given };
    return { ok: true, declared: whole, repeated: known.some(({ revision, hash }) => revision === given && hash === bodyHash(whole)) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const told = new Set(problems.map(({ pointer }) => pointer));
    const rest = problemsOf(error, draft, place).filter(({ pointer, code }) => code !== "missing" || !told.has(pointer));
    return { ok: false, problems: [...problems, ...rest] };
  }
}

/** What a refusal says of a draft, at the draft's own places. */
export function problemsOf(refusal: Refusal, draft: DeclarationDraft, place: DraftPlace): EventProblem[] {
  if (refusal.errors.length === 0) return [{ pointer: place.pointer, code: refusal.code, detail: "", severity: "error" }];
  return refusal.errors.map(({ pointer, code, detail }) => ({ pointer: placeOf(pointer, draft, place), code, detail, severity: "error" }));
}

function revisionOf(declared: Declared, known: readonly KnownRevision[]): number {
  const same = known.find(({ revision, hash }) => bodyHash({ ...declared, revision }) === hash);
  return same?.revision ?? Math.max(0, ...known.map(({ revision }) => revision)) + 1;
}

type Line = DeclarationDraft["lines"][number];

function answered({ goods, ...line }: Line, answers: ReadonlyMap<string, GoodsAnswer>): Record<string, unknown> {
  const answer = typeof goods === "string" ? answers.get(foldGoods(goods)) : undefined;
  return { ...line, ...(line.gtin === undefined && answer?.gtin ? { gtin: answer.gtin } : {}), ...(line.site === undefined && answer?.site ? { site: answer.site } : {}) };
}

function unanswered({ goods, ...line }: Line, answers: ReadonlyMap<string, GoodsAnswer>, at: number): Pick<EventProblem, "pointer" | "code" | "detail">[] {
  if (typeof goods !== "string") return [];
  const answer = answers.get(foldGoods(goods));
  return [
    ...(line.gtin === undefined && !answer?.gtin ? [{ pointer: `/lines/${at}/gtin`, code: "goods-not-identified", detail: goods }] : []),
    ...(line.site === undefined && !answer?.site ? [{ pointer: `/lines/${at}/site`, code: "goods-without-site", detail: goods }] : []),
  ];
}

/** The place of a pointer into a declaration: the cell it came from, else the record with the pointer behind it. */
function placeOf(pointer: string, { rows }: DeclarationDraft, { pointer: record, mapping }: DraftPlace): string {
  const target = targetAt(pointer);
  const row = rows?.[Number(/^\/lines\/(\d+)/.exec(pointer)?.[1] ?? 0)];
  if (row === undefined) return `${record}${pointer}`;
  const origin = target === undefined ? undefined : mapping?.columns[target];
  return origin !== undefined && "column" in origin ? cellPointer(row, origin.column) : `/rows/${row}`;
}
