import { tmpdir } from "node:os";
import { expect, it } from "vitest";
import { SERVER_FOLDERS, serverFolder } from "./ground.ts";

it("a machine with little memory keeps the tests' Postgres on disk, and one with plenty where a later run looks for what was left", () => {
  expect(serverFolder(1024 ** 3)).toBe(tmpdir());
  expect(SERVER_FOLDERS).toContain(serverFolder(64 * 1024 ** 3));
});
