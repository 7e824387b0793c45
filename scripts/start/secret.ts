import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { replaceFile } from "../../db/server/keys.ts";

/** The secret that signs sessions: random, made once, kept in DATA_DIR/keys. */
export function houseSecret(dataDir: string): string {
  const file = join(dataDir, "keys", "session.key");
  if (!existsSync(file)) {
    mkdirSync(join(dataDir, "keys"), { recursive: true, mode: 0o700 });
    replaceFile(file, randomBytes(32).toString("base64url"));
  }
  return readFileSync(file, "utf8");
}
