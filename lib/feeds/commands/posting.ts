import { request } from "undici";
import { PullFailure } from "../sourceProblem.ts";
import { retryAfter } from "../sourceSchedule.ts";
import { guardedAgent, type Guard } from "./pull-guard.ts";

const ANSWER_MS = 30_000;

/** Posts a message to a receiver, and hands back its 2xx. Throws PullFailure for any other status, and what the network throws. */
export async function postMessage(guard: Guard, dest: string, { body, headers, now }: { readonly body: string; readonly headers: Readonly<Record<string, string>>; readonly now: Date }): Promise<number> {
  const agent = guardedAgent(guard);
  try {
    const answer = await request(dest, {
      method: "POST",
      headers: { "content-type": "application/json", "user-agent": "Tallyhouse", "gs1-epcis-version": "2.0.0", ...headers },
      body,
      dispatcher: agent,
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    answer.body.on("error", () => undefined).destroy();
    if (answer.statusCode >= 200 && answer.statusCode < 300) return answer.statusCode;
    const wait = retryAfter([answer.headers["retry-after"]].flat()[0], now);
    throw new PullFailure(answer.statusCode === 429 || answer.statusCode === 503 ? "asked-to-wait" : "status", { status: answer.statusCode }, wait);
  } finally {
    await agent.destroy();
  }
}
