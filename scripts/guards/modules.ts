/** The rows of lib, lowest first: a module imports from its own row or from a lower one. */
export const ROWS = [
  { row: "terms", modules: ["measures", "identification", "places"] },
  { row: "rights", modules: ["access", "audit"] },
  { row: "facts", modules: ["parties", "certificates", "feeds", "consignments", "notices"] },
  { row: "judgement", modules: ["capacity", "trace"] },
  { row: "risk", modules: ["risk"] },
  { row: "work", modules: ["lodging", "triage", "inspections", "cases"] },
  { row: "record", modules: ["dossier", "dashboards"] },
] as const;

/** Files that are neither queries, commands nor jobs and yet may do what pure files may not, each with its reason. */
export const IMPURE: Readonly<Record<string, string>> = {
  "lib/audit/command.ts": "command() opens the transaction of every change",
  "lib/access/sealing.ts": "seals with a fresh nonce under the house's own key, which the process is given",
  "lib/access/session.ts": "reads the cookies and headers of the request from Next",
};

/** Files whose imports are left out where circles of modules are looked for, each with its reason. */
export const JOINTS: Readonly<Record<string, string>> = {
  "lib/audit/command.ts": "command() joins the permission of access to the entry of audit, and the commands of access are made with it",
};

/** Folders that hold the entries of a registry, and what a file in them may be called. */
export const REGISTRIES = [
  { file: "lib/risk/rules/registry.ts", entries: /^lib\/risk\/rules\/[a-z][a-z0-9-]*(?:\.test)?\.ts$/ },
  { file: "lib/feeds/formats/registry.ts", entries: /^lib\/feeds\/formats\/[a-z][a-z0-9-]*\/[a-z][A-Za-z0-9-]*(?:\.db)?(?:\.test)?\.(?:ts|json)$/ },
] as const;

/** The module a file of lib belongs to; undefined outside lib. */
export function moduleOf(path: string): string | undefined {
  return /^lib\/([^/]+)\//.exec(path)?.[1];
}

/** The height of a module's row, from 0; -1 for a module that stands in no row. */
export function heightOf(module: string): number {
  return ROWS.findIndex(({ modules }) => (modules as readonly string[]).includes(module));
}

/** What a file of lib is by its name: a door to the database, a test, or a noun, which is pure. */
export function kindOf(path: string): "queries" | "commands" | "jobs" | "test" | "noun" {
  if (path.endsWith(".test.ts")) return "test";
  const door = /^lib\/[^/]+\/(queries|commands|jobs)(?:\.ts$|\/)/.exec(path)?.[1];
  return door === "queries" || door === "commands" || door === "jobs" ? door : "noun";
}

/** Whether a file of lib is to be pure: a noun that is no named exception. */
export function isPure(path: string): boolean {
  return moduleOf(path) !== undefined && kindOf(path) === "noun" && IMPURE[path] === undefined;
}
