import { describe, expect, test } from "vitest";
import { answered } from "./answered.ts";

const DONE = { state: "done", result: 7, id: "a" } as const;

describe("What the house answers", () => {
  test("is handed on as it is", async () => expect(await answered(Promise.resolve(DONE))).toBe(DONE));

  test("is a refusal that says so where no answer comes", async () =>
    expect(await answered(Promise.reject(new TypeError("Failed to fetch")))).toMatchObject({ state: "refused", code: "no-answer", fields: [] }));

  test("leads to another page where it says so", async () => {
    const way = Object.assign(new Error("NEXT_REDIRECT"), { digest: "NEXT_REDIRECT;replace;/sign-in;307;" });
    await expect(answered(Promise.reject(way))).rejects.toBe(way);
  });
});
