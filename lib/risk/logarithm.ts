import type { Declared } from "./declared.ts";

/** The natural logarithms of mass, price and price per kilogram; NaN where one was not declared. */
export type Logarithms = { readonly mass: number; readonly price: number; readonly unitPrice: number };

/** Kilograms and prices below these are as good as nothing: they keep logarithms finite. */
const LEAST_MASS = 0.01;
const LEAST_PRICE = 1;
const LEAST_UNIT_PRICE = 0.01;

/** Takes the logarithms of a line's amounts. */
export function logarithms({ mass, price }: Declared): Logarithms {
  return {
    mass: mass === null ? Number.NaN : Math.log(mass + LEAST_MASS),
    price: price === null ? Number.NaN : Math.log(price + LEAST_PRICE),
    unitPrice: mass === null || price === null ? Number.NaN : Math.log(price / (mass > 0 ? mass : 1) + LEAST_UNIT_PRICE),
  };
}
