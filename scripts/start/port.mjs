import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/**
 * Throws a sentence when somebody listens on the port, on this host or on either address of localhost. A web process that was just ended keeps it
 * until its last thread is gone: `patience` is how long, in milliseconds, that is waited for.
 * @param {import("./place.mjs").Place} here
 * @param {number} patience
 */
export async function refusePortInUse(here, patience) {
  const deadline = performance.now() + patience;
  for (const host of new Set([here.host, "127.0.0.1", "::1"])) {
    let code = await tryToListen(here.port, host);
    for (; code === "EADDRINUSE" && performance.now() < deadline; code = await tryToListen(here.port, host)) await pause(100);
    if (code === "EADDRINUSE") throw new Error(`Port ${here.port} is in use by another program. Stop that program, or choose another port: PORT=${here.port + 1} npm start`);
    if (code === "EACCES") throw new Error(`Port ${here.port} may only be opened by root. Choose one above 1023: PORT=3000 npm start`);
    if (code !== "" && host === here.host) throw new Error(`HOST ${host} is not an address of this machine (${code}).`);
  }
}

/** @returns {Promise<number>} a loopback port that nobody listens on */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = /** @type {import("node:net").AddressInfo} */ (probe.address());
      probe.close(() => resolve(port));
    });
  });
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<string>} the error's code, or "" when the port is free
 */
function tryToListen(port, host) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (/** @type {NodeJS.ErrnoException} */ error) => resolve(error.code ?? "unknown"));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve("")));
  });
}
