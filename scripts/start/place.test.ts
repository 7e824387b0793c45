import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { place } from "./place.mjs";

const folder = mkdtempSync(join(tmpdir(), "tallyhouse-place-"));
afterAll(() => rmSync(folder, { recursive: true }));

const placeOf = (env: Record<string, string>) => place({ NODE_ENV: "test", DATA_DIR: folder, ...env });

test.each([
  [{}, "http://localhost:3000"],
  [{ PORT: "", HOST: "" }, "http://localhost:3000"],
  [{ PORT: "8080", HOST: "0.0.0.0" }, "http://localhost:8080"],
  [{ HOST: "10.1.2.3" }, "http://10.1.2.3:3000"],
  [{ HOST: "fd00::7" }, "http://[fd00::7]:3000"],
])("%o is told as %s, where it can be opened", (env, address) => {
  expect(placeOf(env).address).toBe(address);
});

test.each(["0", "65536", "-1", "30.5", "port"])("the port %s is refused by a sentence", (PORT) => {
  expect(() => placeOf({ PORT })).toThrow(`PORT must be a number from 1 to 65535, and is "${PORT}".`);
});
