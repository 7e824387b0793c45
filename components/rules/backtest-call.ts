import type { Fired, Variation } from "#lib/risk/backtest";

/** A back-test as a screen follows it. */
export type Followed = {
  readonly id: number;
  readonly state: "waiting" | "running" | "done" | "cancelled" | "failed";
  readonly total: number | null;
  readonly result: { readonly declarations: number; readonly recorded: Fired; readonly inForce: Fired; readonly first: Fired; readonly onlyFirst: Fired; readonly onlyOther: Fired } | null;
};

/** How a call went: what it answered, or the sentence of its refusal; undefined where the house was not reached. */
export type Called<Body> = { readonly ok: true; readonly body: Body } | { readonly ok: false; readonly detail: string } | undefined;

async function called<Body>(address: string, locale: string, body?: unknown): Promise<Called<Body>> {
  const headers = { "accept-language": locale, ...(body === undefined ? {} : { "content-type": "application/json" }) };
  const answer = await fetch(address, { method: body === undefined ? "GET" : "POST", headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }).catch(() => undefined);
  const said: unknown = await answer?.json().catch(() => undefined);
  if (answer === undefined || said === undefined) return undefined;
  return answer.ok ? { ok: true, body: said as Body } : { ok: false, detail: detailOf(said) };
}

function detailOf(problem: unknown): string {
  return typeof problem === "object" && problem !== null && "detail" in problem && typeof problem.detail === "string" ? problem.detail : "";
}

/** Asks for a back-test over some days of lodging, both included. */
export function beginBacktest(asked: { readonly first: Variation; readonly from: string; readonly to: string }, locale: string): Promise<Called<Pick<Followed, "id" | "state">>> {
  return called("/api/v1/backtests", locale, asked);
}

/** How far a back-test is, and what it has counted. */
export function followBacktest(id: number, locale: string): Promise<Called<Followed>> {
  return called(`/api/v1/backtests/${id}`, locale);
}

/** Ends a back-test that waits or runs. */
export function endBacktest(id: number, locale: string): Promise<Called<Pick<Followed, "id" | "state">>> {
  return called(`/api/v1/backtests/${id}/cancellation`, locale, {});
}
