import { resolve } from "node:path";
import { dataFolder } from "../db/connection.ts";
import { backUpServer } from "../db/server.ts";
import { besideHouse } from "./start/beside.ts";

const USAGE = "npm run backup -- <a new folder>";

await besideHouse(async () => {
  const [folder] = process.argv.slice(2);
  if (!folder) throw new Error(`A backup needs a folder to go to: ${USAGE}`);
  if (process.env["DATABASE_URL"]) throw new Error("This house keeps its data in the Postgres of DATABASE_URL. Back that one up by its own means, and DATA_DIR/keys/session.key with it: docs/operations.md.");
  const begun = performance.now();
  const { complete, files } = await backUpServer(dataFolder(process.env), resolve(folder));
  const size = files.reduce((sum, file) => sum + file.size, 0);
  console.log(
    `Backed up to ${resolve(folder)}, as of ${complete}: ${files.length} files, ${Math.ceil(size / 1_048_576)} MB, ${Math.round((performance.now() - begun) / 1000)} s. It holds the keys of the house: keep it as safe as the house itself.`,
  );
});
