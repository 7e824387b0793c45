import { closeConnection } from "../db/client.ts";
import { connections } from "../db/connection.ts";
import { seedDemo } from "../db/seed/run.ts";
import { besideHouse } from "./start/beside.ts";
import { noteDemo, seedState } from "./start/demo.ts";

await besideHouse(async () => {
  const { owner } = connections(process.env);
  if ((await seedState(owner)) === "kept") throw new Error("The database holds data already; the demo goes into an empty one only.");
  console.log("Making the demo …");
  const begun = performance.now();
  await noteDemo(owner, "started");
  await seedDemo();
  await closeConnection();
  await noteDemo(owner, "finished");
  console.log(`  made in ${Math.round((performance.now() - begun) / 1000)} s`);
});
