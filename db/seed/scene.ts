import { decide } from "#lib/triage/commands/decide";
import { second } from "#lib/triage/commands/second";
import type { TriageDecision } from "#lib/triage/decision";
import { act, type Act } from "./act.ts";
import { after, chinaDate, daysAgo, type Clock } from "./clock.ts";
import type { House } from "./house.ts";
import type { Paper } from "./paper.ts";

/** A declaration that arrives, a minute after it was written. */
export function lodging(house: House, paper: Paper): Act {
  return act(after(paper.at, 1), async (now) => {
    await house.lodge([paper], now);
  });
}

/** A decision of an officer. */
export function deciding(
  house: House,
  at: Date,
  login: string,
  number: string,
  decision: TriageDecision,
  reason: string,
  more: { readonly note?: string; readonly asked?: string; readonly examination?: { readonly kind: "physical" | "remote"; readonly instructions: string } } = {},
): Act {
  return act(at, async (now) => {
    await decide(house.person(login), { number, decision, reason, ...more }, now);
  });
}

/** The second person confirms what was proposed. */
export function seconding(house: House, at: Date, login: string, number: string): Act {
  return act(at, async (now) => {
    await second(house.person(login), { number }, now);
  });
}

/** A year of production around the clock's day, as certificates state it: from ten months ago. Half-open. */
export function runningYear(clock: Clock): { readonly from: string; readonly to: string } {
  return { from: dateAgo(clock, 300), to: dateAgo(clock, -65) };
}

/** The date in China some days before the clock's day; after it for a negative number. */
export function dateAgo(clock: Clock, days: number): string {
  return chinaDate(daysAgo(clock, days, "12:00"));
}

/** The price of one declared unit, from the hundredths that one pack costs and how many packs the unit holds. */
export function priceOf(cents: number, packs = 1): string {
  return ((cents * packs) / 100).toFixed(2);
}
