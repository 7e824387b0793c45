import { addDays, plainDate } from "#lib/measures/period";

/** The regulator's days begin in this offset. */
const OFFSET = "+08:00";

/** What a profile's form sends, as its commands take it: the last day is in it, so that it ends as the next begins. */
export function profileFormInput(form: FormData): Readonly<Record<string, unknown>> {
  const text = (name: string): string => {
    const value = form.get(name);
    return typeof value === "string" ? value.trim() : "";
  };
  const from = plainDate(text("from"));
  const last = plainDate(text("until"));
  return {
    name: { en: text("name/en"), zh: text("name/zh") },
    next: { en: text("next/en"), zh: text("next/zh") },
    severity: text("severity"),
    points: text("points") === "" ? undefined : Number(text("points")),
    condition: text("condition"),
    offices: officesOf(text("offices")),
    from: from === undefined ? null : `${from}T00:00:00${OFFSET}`,
    until: last === undefined ? undefined : `${addDays(last, 1)}T00:00:00${OFFSET}`,
    mode: text("mode"),
    reason: text("reason"),
  };
}

/** Offices by their codes, parted by commas. */
function officesOf(text: string): string[] {
  return text.split(",").filter((code) => code !== "");
}

/** The last day of a period that ends at an instant, and the first day of one that begins at it, as a date field shows them. */
export const lastDayOf = (until: Date): string => dayIn(until.getTime() - 1);
export const firstDayOf = (from: Date): string => dayIn(from.getTime());

function dayIn(instant: number): string {
  return new Date(instant + 8 * 3_600_000).toISOString().slice(0, 10);
}
