import postgres from "postgres";
import { closeConnection } from "../db/client.ts";
import { connections } from "../db/connection.ts";
import { seedDemo } from "../db/seed/run.ts";
import { besideHouse } from "./start/beside.ts";
import { noteDemo, seedState } from "./start/demo.ts";
import { noteRules } from "./worker/renewal.ts";

await besideHouse(async () => {
  const { owner, app } = connections(process.env);
  if ((await seedState(owner)) === "kept") throw new Error("The database holds data already; the demo goes into an empty one only.");
  console.log("Making the demo …");
  const begun = performance.now();
  await noteDemo(owner, "started");
  process.env["TALLYHOUSE_DB_APP"] = withoutWaiting(app);
  await seedDemo();
  await closeConnection();
  await rulesNoted(owner);
  await noteDemo(owner, "finished");
  console.log(`  made in ${Math.round((performance.now() - begun) / 1000)} s`);
});

/** The demo was assessed by the rules of this program: nothing in it waits for them. */
async function rulesNoted(owner: string): Promise<void> {
  const sql = postgres(owner, { max: 1 });
  await noteRules(sql);
  await sql.end();
}

/** Until the demo is noted as finished it counts for nothing, so its commits need not wait for the disk; the note does, and with it all before. */
function withoutWaiting(url: string): string {
  const hurried = new URL(url);
  hurried.searchParams.set("synchronous_commit", "off");
  return hurried.href;
}
