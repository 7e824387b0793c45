import { addDays, plainDate, type PlainDate } from "#lib/measures/period";

/** The declared lines that an analyst looks at: lodged from one day to another, both in it, and narrowed by what is given. `importer` is a code. */
export type Population = {
  readonly from: PlainDate;
  readonly until: PlainDate;
  readonly category?: string;
  readonly origin?: string;
  readonly importer?: string;
  readonly office?: string;
};

/** As many days are looked at unless an address says otherwise: of lines that are added up while somebody waits, and of production periods. */
export const USUAL_DAYS = { lines: 90, production: 365 } as const;

const NARROWING = { category: /^[a-z0-9-]{1,60}$/, origin: /^[A-Z]{2}$/, importer: /^[\p{L}\p{N}_.:/-]{1,60}$/u, office: /^[A-Z0-9]{1,10}$/ } as const;

/** Reads a population from the parameters of an address; what is not understood is left out, and days in the wrong order change places. */
export function populationOf(params: URLSearchParams, today: PlainDate, usual: number = USUAL_DAYS.lines): Population {
  const until = plainDate(params.get("until") ?? "") ?? today;
  const from = plainDate(params.get("from") ?? "") ?? addDays(until, 1 - usual);
  const given = Object.entries(NARROWING).flatMap(([name, shape]) => {
    const value = (params.get(name) ?? "").trim();
    return shape.test(value) ? [[name, value] as const] : [];
  });
  return { from: from < until ? from : until, until: from < until ? until : from, ...Object.fromEntries(given) };
}

/** A population as the parameters of an address. */
export function paramsOfPopulation({ from, until, category, origin, importer, office }: Population): Record<string, string> {
  return Object.fromEntries(Object.entries({ from, until, category, origin, importer, office }).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
