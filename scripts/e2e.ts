import { runStories } from "./test/playwright.ts";

process.exitCode = await runStories(process.argv.slice(2));
