"use client";
import { useTimeZone } from "next-intl";
import { useSyncExternalStore } from "react";

const never = () => () => undefined;
const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The reader's time zone: the regulator's until the browser has said its own. */
export function useOwnZone(): string {
  const house = useTimeZone() ?? "UTC";
  return useSyncExternalStore(never, ownZone, () => house);
}

const SHAPES = { full: [0, 16], short: [5, 16], day: [0, 10] } as const satisfies Record<string, readonly [number, number]>;

const made = new Map<string, Intl.DateTimeFormat>();

/** An instant in a zone to the second, `2026-03-02 12:00:05`: the form in which Swedish writes it, and ISO 8601. */
function written(at: Date, zone: string): string {
  const format = made.get(zone) ?? new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "medium", timeZone: zone });
  made.set(zone, format);
  return format.format(at);
}

/** The zone's distance from UTC at an instant, `UTC+8`. */
function offset(at: Date, zone: string): string {
  const name = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "shortOffset" }).formatToParts(at).find(({ type }) => type === "timeZoneName");
  return (name?.value ?? zone).replace("GMT", "UTC");
}

/** An instant in the reader's own time, as dates stand everywhere: `2026-03-02 12:00`; with seconds and the offset on hover. `at` is RFC 3339. */
export function Timestamp({ at, shape = "full" }: { readonly at: string; readonly shape?: keyof typeof SHAPES }) {
  const zone = useOwnZone();
  const instant = new Date(at);
  const whole = written(instant, zone);
  return (
    <time dateTime={at} title={`${whole} ${offset(instant, zone)}`} className="whitespace-nowrap">
      {whole.slice(...SHAPES[shape])}
    </time>
  );
}
