import { describe, expect, it } from "vitest";
import { together } from "./together.ts";

function squares() {
  const statements: (readonly number[])[] = [];
  const ask = together(async (keys: readonly number[]) => {
    statements.push(keys);
    if (keys.includes(13)) throw new Error("no answer");
    return new Map(keys.filter((key) => key > 0).map((key) => [key, key * key]));
  });
  return { ask, statements };
}

describe("A question put together", () => {
  it("is one statement for all who ask in a turn, each key once, and each is given their own answer", async () => {
    const { ask, statements } = squares();
    expect(await Promise.all([ask(2), ask(3), ask(2), ask(-1)])).toEqual([4, 9, 4, undefined]);
    expect(statements).toEqual([[2, 3, -1]]);
  });

  it("is put again for who asks after it left", async () => {
    const { ask, statements } = squares();
    await ask(2);
    await ask(2);
    expect(statements).toHaveLength(2);
  });

  it("that failed has failed for those who asked, and for nobody afterwards", async () => {
    const { ask } = squares();
    await expect(Promise.all([ask(2), ask(13)])).rejects.toThrow("no answer");
    expect(await ask(2)).toBe(4);
  });
});
