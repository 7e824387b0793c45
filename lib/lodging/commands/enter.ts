import type { Book } from "#lib/capacity/book";
import { unboundAnswer } from "#lib/capacity/answer";
import { chargeable, gtinsOf } from "#lib/capacity/chargeable";
import type { ChargeableLine } from "#lib/capacity/charge";
import { producedOf, type ProducedBasis } from "#lib/capacity/produced";
import type { LineCapacity } from "#lib/capacity/verdict";
import type { Declared, DeclaredLine } from "#lib/consignments/declaration";
import { effectOf } from "#lib/consignments/tradeMode";
import type { Facts } from "./gather.ts";

/** A line after it was entered: where it stands, how it is judged, the answer. `siteId` is 0 while its name is a question. */
export type EnteredLine = {
  readonly declared: DeclaredLine;
  readonly siteId: number;
  readonly question: { readonly name: string; readonly candidates: readonly number[] } | null;
  readonly line: ChargeableLine;
  readonly basis: ProducedBasis;
  readonly answer: LineCapacity;
  readonly missing: string | null;
};

/** Enters the lines of a declaration in their order on top of all that stands (docs/capacity.md rules 1 to 7). */
export function enterLines(book: Book, declarationId: number, item: Declared, lines: readonly DeclaredLine[], facts: Facts, now: Date): EnteredLine[] {
  return lines.map((declared) => {
    const prepared = prepare(declarationId, item, declared, facts);
    if (prepared.siteId === 0) return { ...prepared, answer: unboundAnswer("cannot-compare", prepared.line.assumptions, "site"), missing: "site" };
    return { ...prepared, ...book.enter(prepared.siteId, prepared.line, now) };
  });
}

/** The answers lines would get without being posted: for a revision that does not stand, or a withdrawal. */
export function lookAtLines(book: Book, declarationId: number, item: Declared, facts: Facts, why: string): { readonly no: number; readonly siteId: number; readonly capacity: LineCapacity }[] {
  return item.lines.map((declared) => {
    const { siteId, line } = prepare(declarationId, item, declared, facts);
    const seen = { ...line, assumptions: [...line.assumptions, why] };
    return { no: declared.no, siteId, capacity: siteId === 0 ? unboundAnswer("cannot-compare", seen.assumptions, "site") : book.look(siteId, seen) };
  });
}

function prepare(declarationId: number, item: Declared, declared: DeclaredLine, facts: Facts): Omit<EnteredLine, "answer" | "missing"> {
  const site = facts.sites.get(declared.site);
  const gtins = gtinsOf(declared.gtin, facts.products);
  const known = declared.lots.map((lot) => gtins.map((gtin) => facts.lots.get(`${gtin}/${lot}`)).find((one) => one !== undefined));
  const { produced, basis, assumptions } = producedOf(declared, item.lodgedAt, known);
  const { effect, procedure, assumption } = effectOf(item.tradeMode, item.procedure);
  const named = [...assumptions, ...(assumption === undefined ? [] : [assumption]), ...(effect === "none" ? [`does-not-count-${procedure}`] : [])];
  return {
    declared,
    siteId: site?.kind === "site" ? site.id : 0,
    question: site?.kind === "question" ? { name: declared.site, candidates: site.candidates.map((one) => one.id) } : null,
    line: chargeable({ declarationId, no: declared.no, revision: item.revision, gtin: declared.gtin, hsCode: declared.hsCode, quantity: declared.quantity, produced, effect, assumptions: named }, facts.products),
    basis,
  };
}
