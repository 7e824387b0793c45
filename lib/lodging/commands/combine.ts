import { actorKey, may, type Actor } from "#lib/access/actor";
import { parsed } from "#lib/access/parsing";
import { Refusal } from "#lib/access/refusal";
import { sqlState } from "#lib/audit/command";
import type { Declared } from "#lib/consignments/declaration";
import { declarationSchema } from "#lib/consignments/declarationSchema";
import type { Lodged, Outcome } from "../lodged.ts";
import { lodgeTogether } from "./lodge.ts";

type Waiting = { readonly declared: Declared; readonly settle: (outcome: Outcome) => void; readonly fail: (error: unknown) => void };
type Counter = { waiting: Waiting[]; serving: boolean };

/** How many declarations one transaction takes at most: their answers leave together. */
const MOST_TOGETHER = 64;
const counters = new Map<string, Counter>();

/**
 * Lodges one declaration (`PUT /api/v1/declarations/{number}`) and answers each line's verdict. Those that one caller sends at the same
 * moment share a transaction and the account's lock, so that a hot account is not waited for once each. Throws Refusal: `changed-meanwhile`
 * (precondition) where another revision stands than the one `expected`; what was lodged before has its answer all the same.
 */
export async function lodge(actor: Actor, body: unknown, now?: Date, expected?: number): Promise<Lodged> {
  if (!may(actor, "declaration.lodge")) throw new Refusal("forbidden", "not-permitted", { permission: "declaration.lodge" });
  const declared = parsed(declarationSchema, body);
  const outcome = now === undefined && expected === undefined ? await atCounter(actor, declared) : await alone(actor, declared, now, expected);
  if ("refused" in outcome) throw outcome.refused;
  return outcome.lodged;
}

/** Lodges many (`POST /api/v1/declarations/batch`): one outcome each, in order; what cannot be read or is refused stops nobody else. */
export async function lodgeMany(actor: Actor, bodies: readonly unknown[], now?: Date): Promise<Outcome[]> {
  const outcomes = new Map<number, Outcome>();
  const readable: { readonly at: number; readonly declared: Declared }[] = [];
  bodies.forEach((body, at) => {
    try {
      readable.push({ at, declared: parsed(declarationSchema, body) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      outcomes.set(at, { refused: error });
    }
  });
  for (const run of runsOfDistinct(readable)) {
    const answered = await together(actor, run.map((one) => one.declared), now);
    run.forEach((one, index) => outcomes.set(one.at, answered[index] ?? { refused: new Refusal("conflict", "number-taken", { number: one.declared.number }) }));
  }
  return bodies.map((_, at) => outcomes.get(at) ?? { refused: new Refusal("bad-input", "invalid-input") });
}

function atCounter(actor: Actor, declared: Declared): Promise<Outcome> {
  const key = actorKey(actor);
  const counter = counters.get(key) ?? { waiting: [], serving: false };
  counters.set(key, counter);
  return new Promise((settle, fail) => {
    counter.waiting.push({ declared, settle, fail });
    if (!counter.serving) void serve(actor, key, counter);
  });
}

async function serve(actor: Actor, key: string, counter: Counter): Promise<void> {
  counter.serving = true;
  while (counter.waiting.length > 0) {
    await new Promise((others) => setImmediate(others));
    const numbers = new Set<string>();
    const taken = counter.waiting.filter((one) => numbers.size < MOST_TOGETHER && !numbers.has(one.declared.number) && numbers.add(one.declared.number));
    counter.waiting = counter.waiting.filter((one) => !taken.includes(one));
    try {
      const outcomes = await together(actor, taken.map((one) => one.declared), undefined);
      taken.forEach((one, index) => {
        const outcome = outcomes[index];
        if (outcome === undefined) one.fail(new Error("a lodging was not answered"));
        else one.settle(outcome);
      });
    } catch (error) {
      for (const one of taken) one.fail(error);
    }
  }
  counter.serving = false;
  counters.delete(key);
}

/** All in one transaction; where that fails for an unexpected reason, each alone, so that one bad declaration harms no other. */
async function together(actor: Actor, items: readonly Declared[], now: Date | undefined): Promise<Outcome[]> {
  if (items.length === 1 && items[0] !== undefined) return [await alone(actor, items[0], now)];
  try {
    return await lodgeTogether(actor, { items }, now);
  } catch {
    const outcomes: Outcome[] = [];
    for (const item of items) outcomes.push(await alone(actor, item, now));
    return outcomes;
  }
}

/** One that finds its number taken meanwhile is tried again as a later revision; a number that stays taken and unseen is another organisation's. */
async function alone(actor: Actor, item: Declared, now: Date | undefined, expected?: number): Promise<Outcome> {
  const input = { items: [item], ...(expected === undefined ? {} : { expected: new Map([[item.number, expected]]) }) };
  for (let attempt = 1; ; attempt++) {
    try {
      const [outcome] = await lodgeTogether(actor, input, now);
      if (outcome === undefined) throw new Error("a lodging was not answered");
      return outcome;
    } catch (error) {
      if (error instanceof Refusal) return { refused: error };
      if (sqlState(error) !== "23505") throw error;
      if (attempt >= 3) return { refused: new Refusal("conflict", "number-taken", { number: item.number }) };
    }
  }
}

/** Cuts a list into runs without a repeated number, in order: a later revision never overtakes an earlier line. */
function runsOfDistinct<Item extends { readonly declared: Declared }>(items: readonly Item[]): Item[][] {
  const runs: Item[][] = [];
  let numbers = new Set<string>();
  for (const item of items) {
    const run = runs.at(-1);
    if (run === undefined || run.length >= MOST_TOGETHER || numbers.has(item.declared.number)) {
      runs.push([item]);
      numbers = new Set([item.declared.number]);
    } else {
      run.push(item);
      numbers.add(item.declared.number);
    }
  }
  return runs;
}
