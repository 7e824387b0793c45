import { issueApiKey } from "../lib/access/commands/key.ts";
import type { Role } from "../lib/access/permission.ts";
import { besideHouse } from "../scripts/start/beside.ts";

/** The systems that call in the stories: each has a role, and an organisation where it is not the role's own. */
const CALLERS: readonly (readonly [Role, string?])[] = [["administrator"], ["customs_officer"], ["feed"], ["inspector"], ["inspector", "IB-FR-033"], ["market_regulator"]];

// Told as one object, a key by each role and organisation.
await besideHouse(async () => {
  const keys: Record<string, string> = {};
  for (const [role, organisation] of CALLERS) {
    keys[`${role} ${organisation ?? ""}`] = (await issueApiKey({ kind: "system", name: "api-key" }, { role, organisation, name: "story" })).key;
  }
  console.log(JSON.stringify(keys));
});
