"use client";
import { useLocale, useTimeZone } from "next-intl";
import { useSyncExternalStore } from "react";

const never = () => () => undefined;
const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The reader's time zone: the regulator's until the browser has said its own. */
export function useOwnZone(): string {
  const house = useTimeZone() ?? "UTC";
  return useSyncExternalStore(never, ownZone, () => house);
}

const SHAPES = {
  full: { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  short: { month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  day: { year: "numeric", month: "2-digit", day: "2-digit" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** An instant in the reader's own time, with the offset on hover. `at` is RFC 3339. */
export function Timestamp({ at, shape = "full" }: { readonly at: string; readonly shape?: keyof typeof SHAPES }) {
  const zone = useOwnZone();
  const locale = useLocale();
  const instant = new Date(at);
  const words = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, { ...SHAPES[shape], timeZone: zone }).format(instant);
  const whole = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, { dateStyle: "medium", timeStyle: "long", timeZone: zone }).format(instant);
  return (
    <time dateTime={at} title={whole} className="whitespace-nowrap">
      {words}
    </time>
  );
}
