import { Agent, request } from "node:http";
import postgres from "postgres";
import { connections } from "#db/connection";
import { issueApiKey } from "#lib/access/commands/key";
import { withProduct } from "../../scripts/test/product.ts";

/** The running product without a demo, as benches send events to it: its address, a key that may capture, the owner's way into its database. */
export type Receiver = { readonly url: string; readonly key: string; readonly owner: string };

/** Starts the product in an empty house, and stops it after the work. */
export async function withReceiver(work: (receiver: Receiver) => Promise<void>): Promise<void> {
  await withProduct(async ({ url, dataDir }) => {
    const { owner, app } = connections({ DATA_DIR: dataDir, NODE_ENV: "production" });
    process.env["TALLYHOUSE_DB_OWNER"] = owner;
    process.env["TALLYHOUSE_DB_APP"] = app;
    const sql = postgres(owner, { max: 1 });
    await sql`insert into organisations (code, name_en, name_zh, kind) values ('BENCH', 'Bench', 'Bench', 'producer')`;
    await sql.end();
    const { key } = await issueApiKey({ kind: "system", name: "bench" }, { role: "feed", organisation: "BENCH", name: "bench" });
    await work({ url: url.replace("localhost", "127.0.0.1"), key, owner });
  }, { ...process.env, SEED: "none" });
}

/** Sends documents by so many connections, one after another on each; the ids of their capture jobs, in the order of the documents. */
export async function sendAll({ url, key }: Receiver, documents: readonly string[], connectionsAtOnce: number): Promise<string[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: connectionsAtOnce });
  const ids: string[] = [];
  const waiting = documents.map((body, at) => ({ body, at }));
  await Promise.all(Array.from({ length: connectionsAtOnce }, async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) ids[next.at] = await send(`${url}/epcis/capture`, key, next.body, agent);
  }));
  agent.destroy();
  return ids;
}

function send(url: string, key: string, body: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const bytes = Buffer.from(body);
    const asked = request(url, { method: "POST", agent, headers: { authorization: `Bearer ${key}`, "content-type": "application/json", "content-length": bytes.length } }, (response) => {
      const said: Buffer[] = [];
      response.on("data", (part: Buffer) => said.push(part));
      response.on("end", () => (response.statusCode === 202 ? resolve(response.headers.location?.split("/").at(-1) ?? "") : reject(new Error(`${response.statusCode}: ${Buffer.concat(said).toString("utf8")}`))));
      response.on("error", reject);
    });
    asked.on("error", reject);
    asked.end(bytes);
  });
}

/** Waits until nothing waits: no document, and with `jobs` no job either. Throws after ten minutes. */
export async function untilTaken({ owner }: Receiver, { jobs }: { readonly jobs: boolean }): Promise<void> {
  const sql = postgres(owner, { max: 1 });
  const late = performance.now() + 600_000;
  try {
    for (;;) {
      await sql`select set_config('app.scope', 'all', false)`;
      const [left] = await sql<
        { n: number }[]
      >`select (exists (select from feed_documents where state = 'waiting'))::int + (${jobs} and exists (select from graphile_worker.jobs where run_at < now() and attempts < max_attempts))::int as n`;
      if (left?.n === 0) return;
      if (performance.now() > late) throw new Error("documents or jobs still wait after ten minutes");
      await new Promise((again) => setTimeout(again, 50));
    }
  } finally {
    await sql.end();
  }
}
