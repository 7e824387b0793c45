import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseQuantity } from "#lib/measures/measured";
import { bindingAccounts, type Account, type Segment } from "./account.ts";
import { Book } from "./book.ts";
import type { ChargeableLine } from "./charge.ts";
import { judge, usedShare } from "./judgement.ts";

const NOW = new Date("2024-05-02T01:00:00Z");
const limited = (limit: bigint, reserve = 0n): Segment => ({ from: "2023-01-01", to: "2024-01-01", state: "limited", limit, reserve, warningPermille: 900, certificates: ["C"] });

function account(id: number, limit: bigint, part: Partial<Account> = {}): Account {
  return {
    id,
    siteId: 1,
    scope: { kind: "gtins", values: ["G"] },
    from: "2023-01-01",
    to: "2024-01-01",
    dimension: "items",
    unit: "XBO",
    unitPacks: 1n,
    segments: [limited(limit)],
    declared: 0n,
    elsewhere: 0n,
    lastSeq: 0,
    lastRecordedAt: null,
    ...part,
  };
}

function line(declarationId: number, bottles: number, part: Partial<ChargeableLine> = {}): ChargeableLine {
  const quantity = parseQuantity({ value: String(bottles), unit: "XBO" });
  if (!quantity.ok) throw new Error(quantity.code);
  return {
    declarationId,
    no: 1,
    revision: 1,
    goods: { gtins: ["G"], category: "wine", hsCode: "2204210000" },
    produced: { from: "2023-01-01", to: "2024-01-01" },
    quantity,
    packing: { levels: [], base: { gtin: "G", netContent: { dimension: "volume", base: 750n } } },
    effect: "counts",
    assumptions: [],
    ...part,
  };
}

test.each([
  [0n, "within"],
  [899n, "within"],
  [900n, "near"],
  [1000n, "near"],
  [1001n, "exceeds"],
] as const)("%d declared of 1,000 certified is %s", (declared, verdict) => {
  expect(judge(limited(1000n), { declared, elsewhere: 0n })).toBe(verdict);
});

test.each([
  [1000n, 100n, "exceeds"],
  [900n, 100n, "near"],
  [700n, 199n, "within"],
] as const)("%d declared here and %d sold elsewhere of 1,000 is %s", (declared, elsewhere, verdict) => {
  expect(judge(limited(1000n), { declared, elsewhere })).toBe(verdict);
});

test("a proven carry-over adds to what may be declared", () => {
  expect(judge(limited(1000n, 100n), { declared: 1100n, elsewhere: 0n })).toBe("near");
  expect(judge(limited(1000n, 100n), { declared: 1101n, elsewhere: 0n })).toBe("exceeds");
});

test("the used share is rounded half up to four places", () => {
  expect(usedShare(limited(3n), { declared: 1n, elsewhere: 0n })).toBe("0.3333");
  expect(usedShare(limited(3n), { declared: 2n, elsewhere: 0n })).toBe("0.6667");
  expect(usedShare(limited(18000n), { declared: 60000n, elsewhere: 0n })).toBe("3.3333");
  expect(usedShare(limited(1500n), { declared: -1355n, elsewhere: 0n })).toBe("-0.9033");
  expect(usedShare(limited(10_000n), { declared: -9036n, elsewhere: 0n })).toBe("-0.9036");
  expect(usedShare(limited(1_000_000n), { declared: -1n, elsewhere: 0n })).toBe("0.0000");
});

describe("which accounts bind", () => {
  const year = account(1, 1000n);
  const half = account(2, 400n, { from: "2023-01-01", to: "2023-07-01", segments: [{ ...limited(400n), to: "2023-07-01" }] });

  test.each([
    ["2023-06-30", "2023-07-01", [1, 2]],
    ["2023-07-01", "2023-07-02", [1]],
    ["2022-12-31", "2023-01-01", []],
    ["2024-01-01", "2024-01-02", []],
  ])("goods made from %s to before %s are bound by accounts %j", (from, to, ids) => {
    expect(bindingAccounts([year, half], line(1, 1).goods, { from, to }).map((one) => one.account.id)).toEqual(ids);
  });

  test("a vintage year is bound by the account that covers it whole, not by one for half of it", () => {
    expect(bindingAccounts([year, half], line(1, 1).goods, { from: "2023-01-01", to: "2024-01-01" }).map((one) => one.account.id)).toEqual([1]);
  });

  test("where no account covers the vintage whole, those it overlaps bind and the answer says so", () => {
    const [only] = bindingAccounts([half], line(1, 1).goods, { from: "2023-01-01", to: "2024-01-01" });
    expect(only?.assumptions).toEqual(["production-period-overlaps-certified-period"]);
  });
});

describe("the book keeps its sums", () => {
  const step = fc.record({ declaration: fc.integer({ min: 1, max: 6 }), bottles: fc.integer({ min: 1, max: 5000 }), act: fc.constantFrom("lodge" as const, "withdraw" as const) });

  test("whatever is lodged, amended and withdrawn, the account holds the sum of what stands, and every posting its running sum", () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 40 }), fc.bigInt({ min: 0n, max: 20_000n }), (steps, limit) => {
      const book = new Book([account(1, limit)], []);
      const standing = new Map<number, bigint>();
      for (const { declaration, bottles, act } of steps) {
        book.takeBack(declaration, 1, NOW);
        standing.delete(declaration);
        if (act === "withdraw") continue;
        const before = [...standing.values()].reduce((sum, amount) => sum + amount, 0n);
        const { answer } = book.enter(1, line(declaration, bottles), NOW);
        standing.set(declaration, BigInt(bottles));
        const after = before + BigInt(bottles);
        expect(answer.declaredBefore).toBe(before.toString());
        expect(answer.declaredAfter).toBe(after.toString());
        expect(answer.verdict === "exceeds").toBe(after > limit);
        expect(answer.excess).toBe((after > limit ? after - limit : 0n).toString());
      }
      let running = 0n;
      book.postings.forEach((posting, index) => {
        running += posting.amount;
        expect([posting.seq, posting.declaredAfter]).toEqual([index + 1, running]);
      });
      expect(running).toBe([...standing.values()].reduce((sum, amount) => sum + amount, 0n));
    }));
  });

  test("the order in which lines arrive never changes the balance", () => {
    fc.assert(fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 9999 }), { minLength: 1, maxLength: 12 }), (bottles) => {
      const total = (order: readonly number[]): bigint | undefined => {
        const book = new Book([account(1, 10_000n)], []);
        for (const [index, count] of order.entries()) book.enter(1, line(index + 1, count), NOW);
        return book.moved()[0]?.declared;
      };
      expect(total(bottles.toReversed())).toBe(total(bottles));
    }));
  });
});

test("a line on two accounts gets the worst verdict, and both are charged", () => {
  const book = new Book([account(1, 1000n), account(2, 500n, { scope: { kind: "category", values: ["wine"] } })], []);
  const { answer } = book.enter(1, line(1, 600), NOW);
  expect(answer).toMatchObject({ verdict: "exceeds", limit: "500", excess: "100" });
  expect(book.moved().map((one) => one.declared)).toEqual([600n, 600n]);
});
