import { expect, it } from "vitest";
import { keyOf, TEMPLATE, type Declared, type Field } from "./declared.ts";
import { EXAMPLE_DECLARED } from "./example.ts";
import { readerOf } from "./reading.ts";

const LINE: Declared = { ...EXAMPLE_DECLARED, origin: "IT", mass: 100.5, price: null };
const WANTED: readonly (readonly Field[])[] = [["hs"], TEMPLATE, ["hs", "origin"], [...TEMPLATE, "price", "taxRate"], ["hs", "departure", "origin", "taxType"], ["hs2"], ["origin", "hs"], ["courier"], []];

it.each([{ order: "as they come", wanted: WANTED }, { order: "the other way round", wanted: WANTED.toReversed() }])("writes keys as records keep them, a single field alone, asked for $order", ({ wanted }) => {
  const reader = readerOf();
  const places = wanted.map((fields) => reader.place(fields));
  for (const line of [{ ...LINE, hs: "040110", origin: "" }, LINE]) {
    const { keys } = reader.read(line);
    expect(places.map((place) => keys[place])).toEqual(wanted.map((fields) => (fields.length === 1 ? keyOf(line, fields).slice(0, -1) : keyOf(line, fields))));
  }
  expect(wanted.map((fields) => reader.place(fields))).toEqual(places);
});
