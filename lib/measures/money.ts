import { formatDecimal, groupDigits, parseDecimal, readsAsThousands } from "./decimal.ts";
import type { DecimalProblemCode } from "./decimal.ts";

/** An amount of money in whole minor units of an ISO 4217 currency: 12.50 EUR is 1250 EUR, 1250 JPY is 1250 JPY. */
export type Money = { readonly minor: bigint; readonly currency: string };

/** A price for one of a unit, which may be finer than the currency's minor unit: `minor` minor units buy `per` of it, a power of ten; 0.0375 CNY is 375 for 100. */
export type UnitPrice = Money & { readonly per: bigint };

/** Why an amount of money is refused. */
export type MoneyProblemCode = DecimalProblemCode | "missing-currency" | "unknown-currency" | "finer-than-minor-unit" | "finer-than-reckoned";

/** A refused amount, its field for the JSON pointer, and an English sentence on what was read. */
export type MoneyProblem = { readonly ok: false; readonly code: MoneyProblemCode; readonly field: "amount" | "currency"; readonly detail: string };

/** The currencies that countries have, by the digits of their minor unit (ISO 4217 list one, without units of account, metals and funds). */
const BY_DIGITS: readonly (readonly [number, string])[] = [
  [0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"],
  [2, "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD"],
  [2, "FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN"],
  [2, "MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD"],
  [2, "TZS UAH USD UYU UZS VES WST XCD XCG YER ZAR ZMW ZWG"],
  [3, "BHD IQD JOD KWD LYD OMR TND"],
];

const minorDigits: ReadonlyMap<string, number> = new Map(
  BY_DIGITS.flatMap(([digits, codes]) => codes.split(" ").map((code): [string, number] => [code, digits])),
);

/** Larger amounts than any invoice, in minor units. */
const LARGEST = 10n ** 17n;
/** As many decimals a unit price may have beyond its currency's minor unit: a gram of flour, a single screw. */
const FINEST = 6;

type Declared = { readonly amount: string; readonly currency?: string | undefined };

/** Reads an amount exactly; zero is an amount. A code that is no country's currency in ISO 4217 is refused, and so is what reads as thousands in half of Europe, such as `1.500` EUR. */
export function parseMoney(declared: Declared): ({ readonly ok: true } & Money) | MoneyProblem {
  const read = parseRatio(declared);
  if (!read.ok) return read;
  const { minor, per, currency, digits } = read;
  if (per !== 1n) return refuse("finer-than-minor-unit", "amount", `${currency} has ${digits} decimals, read ${declared.amount}`);
  return { ok: true, minor, currency };
}

/** Reads a unit price exactly, up to six decimals finer than the currency's minor unit: `0.0375` CNY is 375 for 100. Refuses what `parseMoney` refuses of an amount. */
export function parseUnitPrice(declared: Declared): ({ readonly ok: true } & UnitPrice) | MoneyProblem {
  const read = parseRatio(declared);
  if (!read.ok) return read;
  const { minor, per, currency, digits } = read;
  if (per > 10n ** BigInt(FINEST)) return refuse("finer-than-reckoned", "amount", `a unit price in ${currency} has at most ${digits + FINEST} decimals, read ${declared.amount}`);
  return { ok: true, minor, per, currency };
}

/** A declared amount as the least whole number of minor units and the power of ten it is divided by. */
function parseRatio(declared: Declared): ({ readonly ok: true; readonly digits: number } & UnitPrice) | MoneyProblem {
  const currency = declared.currency ?? "";
  if (currency.trim() === "") return refuse("missing-currency", "currency", "the amount has no currency");
  const digits = minorDigits.get(currency);
  if (digits === undefined) return refuse("unknown-currency", "currency", `${JSON.stringify(currency)} is no country's currency in ISO 4217`);
  const decimal = parseDecimal(declared.amount);
  if (!decimal.ok) return refuse(decimal.code, "amount", decimal.detail);
  if (digits < 3 && readsAsThousands(declared.amount)) {
    return refuse("ambiguous-separator", "amount", `${declared.amount} ${currency} could be ${declared.amount.replace(".", "")}: send another number of decimals, such as ${declared.amount}0`);
  }
  let [minor, per] = [decimal.digits * 10n ** BigInt(digits), 10n ** BigInt(decimal.scale)];
  if (minor / per > LARGEST) return refuse("too-large", "amount", `${declared.amount} is more than can be reckoned with`);
  while (per > 1n && minor % 10n === 0n) [minor, per] = [minor / 10n, per / 10n];
  if (minor > LARGEST) return refuse("too-large", "amount", `${declared.amount} has more digits than can be reckoned with`);
  return { ok: true, minor, per, currency, digits };
}

function refuse(code: MoneyProblemCode, field: "amount" | "currency", detail: string): MoneyProblem {
  return { ok: false, code, field, detail };
}

/** Writes an amount with its currency code and all its decimals, `EUR 1,250.00`; throws `RangeError` on a currency that `parseMoney` would refuse. */
export function formatMoney(money: Money): string {
  const digits = minorDigits.get(money.currency);
  if (digits === undefined) throw new RangeError(`${money.currency} is not a known currency`);
  const [whole = "0", fraction = ""] = formatDecimal(money.minor, 10n ** BigInt(digits), 1n, digits).split(".");
  return `${money.currency} ${groupDigits(digits === 0 ? whole : `${whole}.${fraction.padEnd(digits, "0")}`)}`;
}

/** Writes a unit price with its currency code, at least the currency's decimals and as many more as it has: `CNY 0.0375`, `CNY 1,250.00`. */
export function formatUnitPrice(price: UnitPrice): string {
  const perUnit = minorPerUnit(price.currency);
  if (perUnit === undefined) throw new RangeError(`${price.currency} is not a known currency`);
  const least = String(perUnit).length - 1;
  const [whole = "0", fraction = ""] = formatDecimal(price.minor, BigInt(perUnit) * price.per, 1n, least + FINEST).split(".");
  const shown = fraction.padEnd(least, "0");
  return `${price.currency} ${groupDigits(shown === "" ? whole : `${whole}.${shown}`)}`;
}

/** How many minor units make one of a currency: 100 for EUR, 1 for JPY; undefined for one that `parseMoney` would refuse. */
export function minorPerUnit(currency: string): number | undefined {
  const digits = minorDigits.get(currency);
  return digits === undefined ? undefined : 10 ** digits;
}
