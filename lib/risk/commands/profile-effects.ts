import type { Transaction } from "#db/client";
import { queueJob } from "#db/jobs";
import type { profiles } from "#db/schema/risk-profiles";
import type { Actor } from "#lib/access/actor";
import { namesFor } from "#lib/access/queries";
import { tell } from "#lib/notices/commands/telling";
import { ruleIdOf } from "../profile.ts";

type ProfileRow = typeof profiles.$inferSelect;

/** Has everything open assessed again at each of some instants: at once under the sweep's own key, later under one of the profile's. */
export async function lookAgainAt(tx: Transaction, profile: number, instants: readonly Date[], now: Date): Promise<void> {
  const cause = ruleIdOf(profile);
  for (const at of instants) {
    const later = at > now;
    await queueJob(tx, "reassess-all", { cause, open: true }, later ? { jobKey: `reassess-all:${cause}:${at.toISOString()}`, runAt: at } : { jobKey: "reassess-all" });
  }
}

const hrefOf = ({ profile }: ProfileRow): string => `/rules/profiles/${profile}`;
const personOf = (key: string | null): number[] => (key !== null && key.startsWith("person:") ? [Number(key.slice("person:".length))] : []);

/** Who acts, as Chinese words call them. */
const inChinese = async (tx: Transaction, actor: Actor): Promise<string> => (await namesFor(tx, "zh-CN")).get(actor.name) ?? actor.name;

/** Tells those who may confirm that a profile waits for a colleague. */
export async function tellOfProposal(tx: Transaction, row: ProfileRow, actor: Actor, now: Date): Promise<void> {
  const title = { en: `A targeting profile waits for your answer: ${row.nameEn}`, zh: `布控指令待复核：${row.nameZh}` };
  const body = { en: `${actor.name} proposes it: ${row.reason}`, zh: `${await inChinese(tx, actor)}提出，理由：${row.reason}` };
  await tell(tx, { kind: "profile-proposed", title, body, href: hrefOf(row) }, { roles: ["supervisor"], people: [], except: actor.kind === "person" ? [actor.id] : [] }, now);
}

/** Tells who proposed a profile what came of it. */
export async function tellOfAnswer(tx: Transaction, row: ProfileRow, decision: "confirm" | "decline", actor: Actor, now: Date): Promise<void> {
  const [said, zh] = [row.answerNote ?? "", await inChinese(tx, actor)];
  const title = decision === "confirm" ? { en: `${actor.name} confirmed the targeting profile ${row.nameEn}`, zh: `${zh}已确认布控指令：${row.nameZh}` } : { en: `${actor.name} declined the targeting profile ${row.nameEn}`, zh: `${zh}未同意布控指令：${row.nameZh}` };
  await tell(tx, { kind: "profile-answered", title, body: { en: said, zh: said }, href: hrefOf(row) }, { roles: [], people: personOf(row.proposedBy) }, now);
}
