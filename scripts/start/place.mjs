import { mkdirSync, realpathSync } from "node:fs";
import { join, resolve } from "node:path";

/**
 * Where this house stands: project folder, data folder, address.
 * @typedef {{ root: string, dataDir: string, port: number, host: string, address: string }} Place
 */

/** What one may listen on and be reached at by the name of this machine to itself. */
const LOCAL = new Set(["127.0.0.1", "::1", "0.0.0.0", "::", "localhost"]);

/**
 * Reads PORT, HOST and DATA_DIR, and makes the data folder. Throws a sentence for a port that is none.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Place}
 */
export function place(env) {
  const root = join(import.meta.dirname, "..", "..");
  const port = Number(env["PORT"] || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`PORT must be a number from 1 to 65535, and is "${env["PORT"]}".`);
  const wanted = resolve(root, env["DATA_DIR"] || ".data");
  mkdirSync(wanted, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  const host = env["HOST"] || "127.0.0.1";
  const name = LOCAL.has(host) ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return { root, dataDir: realpathSync(wanted), port, host, address: `http://${name}:${port}` };
}
