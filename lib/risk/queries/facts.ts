import type { Transaction } from "#db/client";
import { NO_FACTS, type FactName, type Subject, type SubjectFacts } from "../subject.ts";
import { bodiesOf, overlapsOf } from "./certified.ts";
import { peersOf } from "./peers.ts";
import { recentOf, relationsOf } from "./relations.ts";
import { originsOf } from "./origins.ts";
import { serialsOf } from "./serials.ts";
import { waysOf } from "./ways.ts";

/** Reads one group of facts for a whole block of declarations, keyed by their ids, with a fixed number of statements. A declaration that is left out has the group's empty value. */
export type FactLoader<Name extends FactName> = (tx: Transaction, subjects: readonly Subject[], now: Date) => Promise<ReadonlyMap<number, SubjectFacts[Name]>>;

/** How each group of facts is read. */
const FACT_LOADERS: { readonly [Name in FactName]: FactLoader<Name> } = {
  origins: originsOf,
  serials: serialsOf,
  ways: waysOf,
  peers: peersOf,
  relations: relationsOf,
  recent: recentOf,
  bodies: bodiesOf,
  overlaps: overlapsOf,
};

/** Subjects with the groups of facts that are needed; the groups are read side by side, and none that is not needed. */
export async function withFacts(tx: Transaction, subjects: readonly Subject[], needed: ReadonlySet<FactName>, now: Date): Promise<readonly Subject[]> {
  if (subjects.length === 0 || needed.size === 0) return subjects;
  const loaders: Readonly<Record<string, FactLoader<FactName>>> = FACT_LOADERS;
  const groups = await Promise.all([...needed].map(async (name: string) => ({ name, found: await loaders[name]?.(tx, subjects, now) })));
  return subjects.map((subject) => {
    const facts: Record<string, unknown> = { ...NO_FACTS };
    for (const { name, found } of groups) {
      const own = found?.get(subject.declarationId);
      if (own !== undefined) facts[name] = own;
    }
    return { ...subject, facts: facts as SubjectFacts };
  });
}
