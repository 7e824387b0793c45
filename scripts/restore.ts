import { resolve } from "node:path";
import { restoreServer } from "../db/server.ts";
import { takeLock } from "./start/lock.mjs";
import { place } from "./start/place.mjs";

const USAGE = "DATA_DIR=<a new folder> npm run restore -- <the folder of the backup>";

try {
  const [folder] = process.argv.slice(2);
  if (!folder) throw new Error(`A restore needs a backup: ${USAGE}`);
  if (process.env["DATABASE_URL"]) throw new Error("A backup goes into a house with its own Postgres; leave DATABASE_URL out.");
  const here = place(process.env);
  const lock = await takeLock({ ...here, address: "no address: a script" });
  const { complete } = await restoreServer(here.dataDir, resolve(folder));
  console.log(`The house as of ${complete} is restored in ${here.dataDir}. Start it with DATA_DIR='${here.dataDir.replaceAll("'", "'\\''")}' npm start.`);
  lock.release();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
