import { statSync } from "node:fs";
import { runEpcis } from "./conformance/suite.ts";
import { tableOf } from "./conformance/verdict.ts";

/** `npm run -s conformance -- epcis <folder>`: prints a table of passed and failed by group, and ends with 1 when something failed. */
const [suite, folder] = process.argv.slice(2);
if (suite !== "epcis" || folder === undefined || !statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
  console.error("Usage: npm run -s conformance -- epcis <folder>");
  process.exit(2);
}
const { verdicts, hashes } = runEpcis(folder, new Date());
console.log(tableOf(verdicts));
console.log(`\n${hashes} event hashes compared.`);
process.exitCode = verdicts.length === 0 || verdicts.some(({ failure }) => failure !== undefined) ? 1 : 0;
