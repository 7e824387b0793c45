import { spawnSync } from "node:child_process";
import { join } from "node:path";

const NEEDED = 24;

/**
 * The Node that runs the house: this one when it is recent enough, else the one the project pins.
 * @param {string} root the project folder, with its dependencies installed
 * @returns {string} the path of a Node 24 or later
 */
export function runtime(root) {
  if (Number(process.versions.node.split(".")[0]) >= NEEDED) return process.execPath;
  const pinned = join(root, "node_modules", `node-${process.platform}-${process.arch}`, "bin", "node");
  const { stdout } = spawnSync(pinned, ["--version"], { encoding: "utf8" });
  if (Number(/^v(\d+)/.exec(stdout ?? "")?.[1]) >= NEEDED) return pinned;
  throw new Error(
    `Tallyhouse needs Node ${NEEDED} or later. This is Node ${process.versions.node}, and no pinned Node runs on ${process.platform}-${process.arch}. Install Node ${NEEDED} from https://nodejs.org and start again.`,
  );
}
