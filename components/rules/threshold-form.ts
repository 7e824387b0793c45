import type { Threshold } from "#lib/risk/rule";

type Written = Pick<Threshold, "unit" | "decimals">;

const FEN = 100;

/** A threshold's value as it stands in a field: money in yuan, the rest as it is counted. */
export function fieldText({ unit }: Written, value: number): string {
  return unit === "fen" ? (value / FEN).toFixed(2) : String(value);
}

/** What was typed into a threshold's field as its value; NaN where it is no number, which its bounds refuse. */
export function fieldValue({ unit }: Written, text: string): number {
  const typed = text.trim() === "" ? Number.NaN : Number(text);
  return unit === "fen" ? Number((typed * FEN).toFixed(6)) : typed;
}

/** The values of a rule's thresholds out of a form, from the fields `<at>/<name>`; a field that is not there is left out. */
export function valuesIn(form: FormData, thresholds: Readonly<Record<string, Written>>, at: string): Record<string, number> {
  return Object.fromEntries(
    Object.entries(thresholds).flatMap(([name, threshold]) => {
      const text = form.get(`${at}/${name}`);
      return typeof text === "string" ? [[name, fieldValue(threshold, text)]] : [];
    }),
  );
}
