import fc from "fast-check";
import { expect, test } from "vitest";
import { add, compare, quantity, scale, subtract } from "./quantity.ts";

const amount = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });

test("bottles cannot be added to litres: it does not compile, and throws where types were erased", () => {
  const bottles = quantity("items", 12_000n);
  const litres = quantity("volume", 9_000_000n);
  // @ts-expect-error items and volume are two dimensions
  expect(() => add(bottles, litres)).toThrow(RangeError);
  // @ts-expect-error items and volume are two dimensions
  expect(() => subtract(bottles, litres)).toThrow(RangeError);
  // @ts-expect-error items and volume are two dimensions
  expect(() => compare(bottles, litres)).toThrow(RangeError);
});

test("what was added and taken back leaves the balance as it was", () => {
  fc.assert(
    fc.property(amount, amount, (a, b) => {
      const [one, other] = [quantity("volume", a), quantity("volume", b)];
      expect(subtract(add(one, other), other)).toEqual(one);
      expect(add(one, other)).toEqual(add(other, one));
    }),
  );
});

test("an order of quantities is the order of their base units", () => {
  fc.assert(
    fc.property(amount, amount, (a, b) => {
      const order = compare(quantity("mass", a), quantity("mass", b));
      expect(order).toBe(a < b ? -1 : a > b ? 1 : 0);
    }),
  );
});

test("six bottles taken 7,000 times are 42,000 bottles", () => {
  expect(scale(quantity("items", 6n), 7_000n)).toEqual(quantity("items", 42_000n));
});
