import { listAddress } from "./figure.ts";
import { namesIn, shareOf, summed } from "./figure-row.ts";
import type { SectionTable } from "./section.ts";
import { tableOf, type Loaded } from "./section-table.ts";

const MOST_SITES = 50;

/** Declarations beyond a certified capacity, by producer and by country of origin. */
export function overrunTables(now: Loaded, against: Loaded | null): SectionTable[] {
  return [
    tableOf({
      id: "producers", by: "site", shape: "bars", charted: ["overruns"], keys: namesIn(now.rows, "overrun").slice(0, MOST_SITES), list: (_span, site) => (site === "0" ? null : `/producers/${site}`),
      columns: [{ id: "overruns", unit: "count", value: ({ rows }, site) => summed(rows, "overrun", site), list: (span, site) => listAddress({ kind: "overrun", a: [site] }, span) }],
    }, now, against),
    tableOf({
      id: "overrunCountries", by: "country", shape: "bars", charted: ["overruns"], keys: namesIn(now.rows, "overrun", "b"),
      columns: [
        { id: "overruns", unit: "count", value: ({ rows }, country) => summed(rows, "overrun", undefined, country), list: (span, country) => listAddress({ kind: "overrun", b: [country] }, span) },
        { id: "arrived", unit: "count", value: ({ rows }, country) => summed(rows, "origin", country), list: (span, country) => listAddress({ kind: "origin", a: [country] }, span) },
        { id: "overrunShare", unit: "share", of: "arrived", value: ({ rows }, country) => shareOf(summed(rows, "overrun", undefined, country), summed(rows, "origin", country)), list: (span, country) => listAddress({ kind: "overrun", b: [country] }, span) },
      ],
    }, now, against),
  ];
}

/** The facts a title of the overruns says. */
export function overrunFacts({ rows }: Loaded): Record<string, number> {
  return { overruns: summed(rows, "overrun"), producers: namesIn(rows, "overrun").filter((site) => site !== "0").length, countries: namesIn(rows, "overrun", "b").length };
}

/** Countries of origin: how much came, how much of it was sent to red, how much exceeded a capacity. */
export function mapTables(now: Loaded, against: Loaded | null): SectionTable[] {
  return [
    tableOf({
      id: "countries", by: "country", shape: "map", charted: ["arrived", "redShare"], keys: namesIn(now.rows, "origin"),
      columns: [
        { id: "arrived", unit: "count", value: ({ rows }, country) => summed(rows, "origin", country), list: (span, country) => listAddress({ kind: "origin", a: [country] }, span) },
        { id: "red", unit: "count", value: ({ rows }, country) => summed(rows, "origin", country, "red"), list: (span, country) => listAddress({ kind: "origin", a: [country], b: ["red"] }, span) },
        { id: "redShare", unit: "share", of: "arrived", value: ({ rows }, country) => shareOf(summed(rows, "origin", country, "red"), summed(rows, "origin", country)), list: (span, country) => listAddress({ kind: "origin", a: [country], b: ["red"] }, span) },
        { id: "overruns", unit: "count", value: ({ rows }, country) => summed(rows, "overrun", undefined, country), list: (span, country) => listAddress({ kind: "overrun", b: [country] }, span) },
      ],
    }, now, against),
  ];
}

/** The facts a title of the map says. */
export function mapFacts({ rows }: Loaded): Record<string, number> {
  const countries = namesIn(rows, "origin");
  return { countries: countries.length, arrived: summed(rows, "origin"), red: summed(rows, "origin", undefined, "red") };
}
