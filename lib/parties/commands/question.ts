import { and, eq, isNull, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { queueJob } from "#db/jobs";
import { siteQuestions } from "#db/schema/parties";
import { actorKey } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { command } from "#lib/audit/command";
import { foldName, siteAnswerInput } from "../site.ts";

/**
 * Answers which site a declared name means, once; the lines that wait for it are settled by a job. Refusals: `unknown-question`,
 * `not-a-candidate`, `already-answered`.
 */
export const answerSiteQuestion = command("site.answer-question", siteAnswerInput, async ({ tx, actor, now }, { questionId, siteId }) => {
  const [question] = await tx.select().from(siteQuestions).where(eq(siteQuestions.id, questionId));
  if (question === undefined) throw new Refusal("not-found", "unknown-question", { question: questionId });
  if (!question.candidates.includes(siteId)) {
    throw new Refusal("unprocessable", "not-a-candidate", { name: question.declaredName }, [
      { pointer: "/siteId", code: "not-a-candidate", detail: `the name ${JSON.stringify(question.declaredName)} does not belong to that site` },
    ]);
  }
  const answered = await tx
    .update(siteQuestions)
    .set({ answerSiteId: siteId, answeredBy: actorKey(actor), answeredAt: now })
    .where(and(eq(siteQuestions.id, questionId), isNull(siteQuestions.answeredAt)))
    .returning({ id: siteQuestions.id });
  if (answered.length === 0) throw new Refusal("conflict", "already-answered", { name: question.declaredName });
  await queueJob(tx, "settle-site-question", { questionId });
  return {
    result: { questionId, siteId },
    audit: {
      action: "site.answer-question",
      subject: { kind: "site-question", id: String(questionId) },
      facts: { name: question.declaredName, siteId, candidates: question.candidates },
    },
  };
});

/** Asks what these declared names mean, each once; a name already asked keeps its question, and while unanswered takes up new candidates. */
export async function askSiteQuestions(tx: Transaction, asked: readonly { readonly name: string; readonly candidates: readonly number[] }[]): Promise<void> {
  const byFold = new Map(asked.map((one) => [foldName(one.name), one]));
  if (byFold.size === 0) return;
  const values = [...byFold].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([folded, one]) => ({ folded, declaredName: one.name, candidates: [...one.candidates] }));
  await tx
    .insert(siteQuestions)
    .values(values)
    .onConflictDoUpdate({ target: siteQuestions.folded, set: { candidates: sql`excluded.candidates` }, setWhere: isNull(siteQuestions.answeredAt) });
}
