// After `npm install`: writes the optional platform packages that npm dropped back into package-lock.json, so that `npm ci` accepts it.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * @typedef {{ version: string, dev?: boolean, optional?: boolean, os?: string[], cpu?: string[], libc?: string[], optionalDependencies?: Record<string, string> }} Entry
 */

const SYSTEMS = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"];
const PROCESSORS = ["arm64", "arm", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "wasm32", "x64"];

const file = join(import.meta.dirname, "..", "package-lock.json");
const lock = JSON.parse(readFileSync(file, "utf8"));
/** @type {Record<string, Entry>} */
const packages = lock.packages;
const added = Object.entries(packages).flatMap(([path, entry]) => Object.entries(entry.optionalDependencies ?? {}).flatMap(([name, range]) => complete(path, entry, name, range)));
lock.packages = Object.fromEntries(Object.entries(packages).toSorted(([a], [b]) => a.localeCompare(b, "en")));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(added.length === 0 ? "package-lock.json is complete." : `Added to package-lock.json:\n  ${added.join("\n  ")}`);

/**
 * @param {string} parent where the package stands that names the optional one
 * @param {Entry} entry
 * @param {string} name
 * @param {string} range
 * @returns {string[]} what was added
 */
function complete(parent, entry, name, range) {
  const version = range.replace(/^[\^~]/, "");
  const found = visibleFrom(parent, name);
  if (found?.version === version || (found && range !== version)) return [];
  const place = packages[`node_modules/${name}`] ? `${parent}/node_modules/${name}` : `node_modules/${name}`;
  packages[place] = { version, ...platformOf(name), ...(entry.dev ? { dev: true } : {}), optional: true };
  return [`${place} ${version}`];
}

/**
 * @param {string} parent
 * @param {string} name
 * @returns {Entry | undefined} the package that Node would find from `parent`
 */
function visibleFrom(parent, name) {
  for (let folder = parent; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    const found = packages[folder === "" ? `node_modules/${name}` : `${folder}/node_modules/${name}`];
    if (found || folder === "") return found;
  }
}

/**
 * The platform a native package is for, as its name says.
 * @param {string} name
 */
function platformOf(name) {
  const parts = name.split(/[-/]/);
  const os = parts.includes("wasi") ? [] : SYSTEMS.filter((system) => parts.includes(system));
  const cpu = PROCESSORS.filter((processor) => parts.includes(processor));
  const libc = parts.includes("musl") ? ["musl"] : parts.includes("gnu") ? ["glibc"] : [];
  return Object.fromEntries(Object.entries({ os, cpu, libc }).filter(([, values]) => values.length > 0));
}
