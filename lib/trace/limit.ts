import { z } from "zod";
import { categoryField, readText, visibleText } from "#lib/parties/field";
import { MEASURES } from "./sensor.ts";

/** The most a limit may be away from zero, in thousandths. */
const FARTHEST = 200_000;

/** Degrees Celsius or per cent as a decimal with up to three places and a sign, kept in thousandths; an empty text is no limit. */
const boundField = readText("a decimal with up to three places, such as -18 or 7.5; empty for no limit", (text) => {
  const given = text.trim();
  if (given === "") return { ok: true, value: null };
  const parts = /^(-?)(\d{1,3})(?:\.(\d{1,3}))?$/.exec(given);
  const value = parts === null ? Number.NaN : (parts[1] === "-" ? -1 : 1) * Number(`${parts[2]}${(parts[3] ?? "").padEnd(3, "0")}`);
  if (Number.isNaN(value) || Math.abs(value) > FARTHEST) return { ok: false, code: "not-a-limit", detail: `${JSON.stringify(given.slice(0, 20))} is no decimal with up to three places between -200 and 200` };
  return { ok: true, value };
});

/** Joules for a mole from kilojoules as a decimal with up to three places, 1 to 500; an empty text is the usual one. */
const energyField = readText("kilojoules for a mole, such as 83.144; empty for the usual one", (text) => {
  const given = text.trim();
  if (given === "") return { ok: true, value: null };
  const joules = /^\d{1,3}(?:\.\d{1,3})?$/.test(given) ? Math.round(Number(given) * 1000) : Number.NaN;
  if (Number.isNaN(joules) || joules < 1000 || joules > 500_000) return { ok: false, code: "not-an-energy", detail: `${JSON.stringify(given.slice(0, 20))} is no activation energy between 1 and 500 kJ/mol` };
  return { ok: true, value: joules };
});

/** What a change of limits reads: a category, what is measured, the lowest and highest value (one of them at least, `no-limit`), the activation energy of what spoils the goods, and why. */
export const limitInput = z
  .strictObject({
    category: categoryField,
    measure: z.enum(MEASURES),
    lowest: boundField,
    highest: boundField,
    activationEnergy: energyField.default(null),
    source: visibleText(300, "what the limits rest on"),
    reason: visibleText(500, "why they are to change"),
    expectedVersion: z.int().min(0).optional(),
  })
  .superRefine(({ lowest, highest }, context) => {
    const [code, message] =
      lowest === null && highest === null
        ? ["no-limit", "give the lowest or the highest value"]
        : lowest !== null && highest !== null && lowest > highest
          ? ["limits-crossed", "the lowest value is above the highest"]
          : [];
    if (code !== undefined) context.addIssue({ code: "custom", path: ["lowest"], message: message ?? code, params: { code } });
  });

/** Thousandths as a decimal without trailing zeros: 7500 is `7.5`. */
export function thousandths(value: number): string {
  return String(value / 1000);
}
