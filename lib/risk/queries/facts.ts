import type { Transaction } from "#db/client";
import type { AppliedRule, Records } from "../rule.ts";
import { NO_FACTS, type FactName, type Subject, type SubjectFacts } from "../subject.ts";
import { bodiesOf, overlapsOf } from "./certified.ts";
import { madeOf } from "./made.ts";
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
  made: madeOf,
  peers: peersOf,
  relations: relationsOf,
  recent: recentOf,
  bodies: bodiesOf,
  overlaps: overlapsOf,
};

/** What rules are looked with, and what the house had of records then. */
export type Asking = { readonly rules: readonly AppliedRule[]; readonly records: Records; readonly now: Date };

/** Subjects with the groups of facts that their rules ask for; the groups are read side by side, each for those declarations alone on which a rule asks for it. */
export async function withFacts(tx: Transaction, subjects: readonly Subject[], asking: Asking): Promise<readonly Subject[]> {
  const needed = new Set(asking.rules.flatMap(({ rule }) => rule.needs));
  const groups = await Promise.all([...needed].map((name) => readGroup(tx, name, subjects, asking)));
  const read = groups.filter(({ found }) => found.size > 0);
  if (read.length === 0) return subjects;
  return subjects.map((subject) => {
    const own = read.flatMap(({ name, found }) => (found.has(subject.declarationId) ? [[name, found.get(subject.declarationId)] as const] : []));
    return own.length === 0 ? subject : { ...subject, facts: { ...NO_FACTS, ...Object.fromEntries(own) } };
  });
}

async function readGroup(tx: Transaction, name: FactName, subjects: readonly Subject[], { rules, records, now }: Asking): Promise<{ readonly name: FactName; readonly found: ReadonlyMap<number, unknown> }> {
  const asking = rules.filter(({ rule }) => rule.needs.includes(name));
  const some = asking.some(({ rule }) => rule.asks === undefined) ? subjects : subjects.filter((subject) => asking.some((applied) => asks(applied, subject, records)));
  return { name, found: some.length === 0 ? new Map() : await FACT_LOADERS[name](tx, some, now) };
}

/** A rule that breaks when it is asked breaks again when it looks, and is told of there. */
function asks({ rule, values }: AppliedRule, subject: Subject, records: Records): boolean {
  try {
    return rule.asks?.(subject, records, values) ?? true;
  } catch {
    return true;
  }
}
