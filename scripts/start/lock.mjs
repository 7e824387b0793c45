import { createHash } from "node:crypto";
import { connect, createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/**
 * One house a data folder. The lock is a socket without a file: the kernel takes it back the moment its holder dies, however it dies.
 * @param {import("./place.mjs").Place} here
 * @returns {Promise<{ stopping: () => void, release: () => void }>} `stopping` tells those who ask that this house is about to end
 */
export async function takeLock(here) {
  const holder = { pid: process.pid, address: here.address, stopping: false };
  const deadline = performance.now() + 30_000;
  for (;;) {
    const server = await listen(here.dataDir, holder);
    if (server) return { stopping: () => void (holder.stopping = true), release: () => void server.close() };
    const other = await ask(here.dataDir);
    if ((other && !other.stopping) || performance.now() > deadline) throw new Error(sentence(here, other));
    await pause(100);
  }
}

/**
 * @param {import("./place.mjs").Place} here
 * @param {{ pid: number, address: string } | undefined} other
 */
function sentence(here, other) {
  const who = other ? ` as process ${other.pid}, at ${other.address}` : "";
  return `Tallyhouse already runs on the data folder ${here.dataDir}${who}. Stop it first, or give this one its own DATA_DIR and PORT.`;
}

/** @param {string} dataDir */
function nameOf(dataDir) {
  return `\0tallyhouse-${createHash("sha256").update(dataDir).digest("hex").slice(0, 32)}`;
}

/**
 * @param {string} dataDir
 * @param {object} holder
 * @returns {Promise<import("node:net").Server | undefined>}
 */
function listen(dataDir, holder) {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on("error", () => socket.destroy());
      socket.end(JSON.stringify(holder));
    });
    server.once("error", (/** @type {NodeJS.ErrnoException} */ error) => (error.code === "EADDRINUSE" ? resolve(undefined) : reject(error)));
    server.listen(nameOf(dataDir), () => resolve(server.unref()));
  });
}

/**
 * @param {string} dataDir
 * @returns {Promise<{ pid: number, address: string, stopping: boolean } | undefined>} undefined when the holder has just gone
 */
function ask(dataDir) {
  return new Promise((resolve) => {
    let text = "";
    const socket = connect(nameOf(dataDir));
    socket.setTimeout(2000, () => socket.destroy());
    socket.on("data", (part) => (text += String(part)));
    socket.on("error", () => resolve(undefined));
    socket.on("close", () => resolve(text === "" ? undefined : JSON.parse(text)));
  });
}
