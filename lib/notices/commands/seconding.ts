import { eq } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { people } from "#db/schema/access";
import type { Actor } from "#lib/access/actor";
import type { Role } from "#lib/access/permission";
import type { Told } from "../notice.ts";
import { tell } from "./telling.ts";

type Words = Told["title"];

/** A change that takes two people: what kind its notices are of, what it changes in both languages, and where it is answered. */
export type Change = { readonly kind: "profile" | "change"; readonly what: Words; readonly href: string };

/** Tells everybody of some roles but the proposer that a change waits for a colleague's answer, and why. In the caller's transaction. */
export async function tellOfProposal(tx: Transaction, { kind, what, href }: Change, { reason, roles }: { readonly reason: string; readonly roles: readonly Role[] }, actor: Actor, now: Date): Promise<void> {
  const by = await calledWords(tx, actor);
  const title = { en: `Waits for your answer: ${what.en}`, zh: `待复核：${what.zh}` };
  const body = { en: `${by.en} proposes it: ${reason}`, zh: `${by.zh}提出，理由：${reason}` };
  await tell(tx, { kind: `${kind}-proposed`, title, body, href }, { roles, people: [], except: actor.kind === "person" ? [actor.id] : [] }, now);
}

/** What came of a change: whether it was confirmed, with which note, and who is to know, by their numbers or as `actorKey` writes them; others than people are told nothing. */
export type Answered = { readonly confirmed: boolean; readonly note: string; readonly to: readonly (number | string | null)[] };

/** Tells those who wrote and proposed a change what a colleague answered; nobody is told of their own answer. In the caller's transaction. */
export async function tellOfAnswer(tx: Transaction, { kind, what, href }: Change, { confirmed, note, to }: Answered, actor: Actor, now: Date): Promise<void> {
  const others = [...new Set(to.flatMap(personOf))].filter((id) => actor.kind !== "person" || id !== actor.id);
  if (others.length === 0) return;
  const by = await calledWords(tx, actor);
  const title = confirmed ? { en: `${by.en} confirmed: ${what.en}`, zh: `${by.zh}已确认：${what.zh}` } : { en: `${by.en} declined: ${what.en}`, zh: `${by.zh}未同意：${what.zh}` };
  await tell(tx, { kind: `${kind}-answered`, title, body: { en: note, zh: note }, href }, { roles: [], people: others }, now);
}

const PERSON = "person:";
const personOf = (one: number | string | null): number[] => (typeof one === "number" ? [one] : one?.startsWith(PERSON) === true ? [Number(one.slice(PERSON.length))] : []);

/** Who acts, as either language calls them: for what is told to people. */
export async function calledWords(tx: Transaction, actor: Actor): Promise<Words> {
  if (actor.kind !== "person") return { en: actor.name, zh: actor.name };
  const [person] = await tx.select({ zh: people.nameZh }).from(people).where(eq(people.id, actor.id));
  return { en: actor.name, zh: person?.zh ?? actor.name };
}
