import { parseArgs } from "node:util";
import { issueApiKey } from "../lib/access/commands/key.ts";
import { besideHouse } from "./start/beside.ts";

const USAGE = "npm run -s api-key -- --role <role> [--organisation <code>] [--name <text>]";

await besideHouse(async () => {
  const { values } = parseArgs({ options: { role: { type: "string" }, organisation: { type: "string" }, name: { type: "string" } } });
  if (!values.role) throw new Error(`A key needs a role: ${USAGE}`);
  const { key } = await issueApiKey({ kind: "system", name: "api-key" }, values);
  console.log(key);
});
