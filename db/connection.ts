import { resolve } from "node:path";
import { outsideUrls } from "./address.ts";
import type { Connections } from "./address.ts";
import { keysFile, readKeys } from "./server/keys.ts";
import type { ServerKeys } from "./server/keys.ts";

/** Where the data folder is: DATA_DIR, or `.data`. */
export const dataFolder = (env: NodeJS.ProcessEnv): string => resolve(env["DATA_DIR"] || ".data");

/** How this process reaches the database: handed down by the start, an outside DATABASE_URL, or the embedded server of DATA_DIR. Throws when there is none. */
export function connections(env: NodeJS.ProcessEnv): Connections {
  const owner = env["TALLYHOUSE_DB_OWNER"];
  const app = env["TALLYHOUSE_DB_APP"];
  if (owner && app) return { owner, app };
  if (env["DATABASE_URL"]) return outsideUrls(env["DATABASE_URL"]);
  const keys = readKeys(dataFolder(env));
  if (!keys) throw new Error(`There is no database yet: ${keysFile(dataFolder(env))} is missing. Run \`npm start\` first, or set DATABASE_URL.`);
  return embeddedUrls(keys);
}

/** The embedded server: each role logs in with its own password. */
export function embeddedUrls(keys: ServerKeys): Connections {
  const at = `127.0.0.1:${keys.port}/tallyhouse`;
  return {
    owner: `postgres://tallyhouse_owner:${keys.passwords.owner}@${at}`,
    app: `postgres://tallyhouse_app:${keys.passwords.app}@${at}`,
  };
}
