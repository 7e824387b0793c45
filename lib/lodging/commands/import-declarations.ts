import { and, eq, inArray } from "drizzle-orm";
import { declarationRevisions, declarations } from "#db/schema/consignments";
import { importGoods } from "#db/schema/lodging";
import type { Actor } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";
import type { Declared } from "#lib/consignments/declaration";
import type { DeclarationDraft } from "#lib/feeds/record";
import { askedGoods, foldGoods, prepare, problemsOf } from "../intake.ts";
import type { DraftPlace, GoodsAnswer, KnownRevision } from "../intake.ts";
import type { Outcome } from "../lodged.ts";
import { lodgeMany } from "./combine.ts";
import { refusedRow } from "./import-rows.ts";
import type { Settled, Turn, WaitingRow } from "./import-rows.ts";

/** A draft with the row it came from. */
export type Drafted = { readonly row: WaitingRow; readonly draft: DeclarationDraft };

/** Takes in declarations, as the rows hold them. */
export function takeDeclarations(turn: Turn, rows: readonly WaitingRow[]): Promise<Settled[]> {
  return lodgeDrafts(turn, rows.map((row) => ({ row, draft: row.value as DeclarationDraft })));
}

/**
 * Lodges drafts in the order of their rows, and answers each line's verdict. One of a number that stands twice waits for the first, so that it becomes its
 * next revision.
 */
export async function lodgeDrafts({ actor, mapping }: Turn, drafted: readonly Drafted[]): Promise<Settled[]> {
  const settled: Settled[] = [];
  for (const run of runsOfNumbers(drafted)) {
    const { answers, known } = await gathered(actor, run.map(({ draft }) => draft));
    const prepared = run.map(({ row, draft }) => ({ row, draft, place: { pointer: row.pointer, mapping }, made: prepare(draft, answers, known.get(String(draft.number)) ?? [], { pointer: row.pointer, mapping }) }));
    const bodies = prepared.flatMap(({ made }) => (made.ok ? [made.declared] : []));
    const outcomes = new Map((await lodged(actor, bodies)).map((outcome, at) => [bodies[at], outcome]));
    settled.push(...prepared.map(({ row, draft, place, made }) => (made.ok ? lodgedRow(row, draft, place, made.repeated, outcomes.get(made.declared)) : refusedRow(row, made.problems))));
  }
  return settled;
}

/** All together; where that fails unexpectedly each alone, so that one record that breaks something is refused and the rest goes on. */
async function lodged(actor: Actor, bodies: readonly Declared[]): Promise<readonly Outcome[]> {
  try {
    return await lodgeMany(actor, bodies);
  } catch (together) {
    console.error("a block of an import could not be lodged together", together);
    const outcomes: Outcome[] = [];
    for (const body of bodies) {
      outcomes.push(await lodgeMany(actor, [body]).then(([outcome]) => outcome ?? unexpected(), (alone: unknown) => {
        console.error(`declaration ${body.number} of an import could not be lodged`, alone);
        return unexpected();
      }));
    }
    return outcomes;
  }
}

const unexpected = (): Outcome => ({ refused: new Refusal("unprocessable", "unexpected") });

function lodgedRow(row: WaitingRow, draft: DeclarationDraft, place: DraftPlace, repeated: boolean, outcome: Outcome | undefined): Settled {
  if (outcome === undefined) throw new Error(`record ${row.no} was not answered`);
  if ("refused" in outcome) return refusedRow(row, problemsOf(outcome.refused, draft, place));
  const { revision, lines } = outcome.lodged;
  const answers = lines.map(({ no, capacity: { verdict, limit, declaredAfter, excess, unit } }) => ({ no, verdict, limit, declaredAfter, excess, unit }));
  return { no: row.no, state: repeated ? "repeated" : "taken", revision, answers, problems: row.readProblems };
}

/** What the sender's words for goods mean, and which revisions are known of each number, as the sender may see them. */
async function gathered(actor: Actor, drafts: readonly DeclarationDraft[]): Promise<{ readonly answers: ReadonlyMap<string, GoodsAnswer>; readonly known: ReadonlyMap<string, readonly KnownRevision[]> }> {
  const goods = [...new Set(drafts.flatMap(askedGoods).map(foldGoods))];
  const numbers = [...new Set(drafts.flatMap(({ number }) => (typeof number === "string" ? [number] : [])))];
  return reading(actor, "declaration.lodge", async (tx) => {
    const answers =
      goods.length === 0 || actor.kind === "system"
        ? []
        : await tx
            .select({ goods: importGoods.goods, gtin: importGoods.gtin, site: importGoods.site })
            .from(importGoods)
            .where(and(eq(importGoods.organisationId, actor.organisation), inArray(importGoods.goods, goods)));
    const revisions = numbers.length === 0 ? [] : await tx
      .select({ number: declarations.number, revision: declarationRevisions.revision, hash: declarationRevisions.bodyHash })
      .from(declarationRevisions)
      .innerJoin(declarations, eq(declarations.id, declarationRevisions.declarationId))
      .where(inArray(declarations.number, numbers));
    return { answers: new Map(answers.map(({ goods: key, gtin, site }) => [key, { gtin, site }])), known: Map.groupBy(revisions, ({ number }) => number) };
  });
}

/** Cuts drafts into runs without a repeated number, in order. */
function runsOfNumbers(drafted: readonly Drafted[]): Drafted[][] {
  const runs: Drafted[][] = [];
  for (const one of drafted) {
    const run = runs.at(-1);
    if (run === undefined || run.some(({ draft }) => draft.number === one.draft.number)) runs.push([one]);
    else run.push(one);
  }
  return runs;
}

/** The standing body of a declaration, as the actor may see it. */
export async function standingBody(actor: Actor, number: string): Promise<Declared | undefined> {
  return reading(actor, "declaration.lodge", async (tx) => {
    const [row] = await tx
      .select({ body: declarationRevisions.body })
      .from(declarations)
      .innerJoin(declarationRevisions, and(eq(declarationRevisions.declarationId, declarations.id), eq(declarationRevisions.revision, declarations.revision)))
      .where(eq(declarations.number, number));
    return row?.body;
  });
}
