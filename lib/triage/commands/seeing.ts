import type { Transaction } from "#db/client";
import type { Assessment } from "#lib/risk/assess";
import { contextNow } from "#lib/risk/queries/context";
import { Held } from "#lib/risk/queries/held";
import { subjectsOf } from "#lib/risk/queries/subjects";
import { deskFacts, type DeskFacts } from "../desk-row.ts";
import { rowsBefore } from "../queries/before.ts";
import type { RowBefore } from "../row-change.ts";
import { assessed } from "./assess.ts";
import { changesOf, standingOn, type Changes } from "./keeping.ts";
import type { Sortable } from "./selecting.ts";

/** As many declarations are in memory at once with all their facts: few enough to be gone before the collector takes them for old, and so many that what a statement costs by itself is little. */
const BLOCK = 5000;

/** A declaration that was looked at, as far as it is needed once all of its stretch are: its facts are gone. */
export type SeenOne = Sortable & { readonly assessment: Assessment; readonly facts: DeskFacts };

/** What a stretch of declarations comes to, what the desk showed of them, and what changes of the findings that stand. */
export type SeenAll = { readonly looked: readonly SeenOne[]; readonly before: ReadonlyMap<number, RowBefore>; readonly changes: readonly Changes[] };

/** Looks at declarations with everything in force, a block after the other; nothing is written. What they have in common is read once. */
export async function seenIn(tx: Transaction, ids: readonly number[], now: Date): Promise<SeenAll> {
  const [context, held] = [await contextNow(tx, now), new Held()];
  const [looked, before, changes]: [SeenOne[], Map<number, RowBefore>, Changes[]] = [[], new Map(), []];
  for (let at = 0; at < ids.length; at += BLOCK) {
    const part = ids.slice(at, at + BLOCK);
    const [subjects, rows, findings, shadow] = await Promise.all([subjectsOf(tx, part, context, held), rowsBefore(tx, part, false), standingOn(tx, "findings", part), standingOn(tx, "shadow_findings", part)]);
    const some = subjects.map((subject): SeenOne => {
      const { declarationId, number, revision, status, office } = subject;
      const assessment = assessed(subject, context);
      return { subject: { declarationId, number, revision, status, office }, assessment, facts: deskFacts(subject, assessment) };
    });
    const shown = some.map(({ assessment, facts }) => ({ assessment, row: facts.shown }));
    changes.push(changesOf("findings", findings, shown), changesOf("shadow_findings", shadow, shown));
    for (const one of some) looked.push(one);
    for (const [id, row] of rows) before.set(id, row);
  }
  return { looked, before, changes: (["findings", "shadow_findings"] as const).map((table) => together(table, changes.filter((one) => one.table === table))) };
}

function together(table: Changes["table"], some: readonly Changes[]): Changes {
  return { table, fresh: some.flatMap(({ fresh }) => fresh), gone: some.flatMap(({ gone }) => gone), declarations: new Set(some.flatMap(({ declarations }) => [...declarations])) };
}
