/**
 * The form of an element's value: its least and greatest length, how many characters at its head must be digits, where among them a check
 * digit stands (counted from 1), the parts of the dates it begins with, as far as it goes (`D` is a day that may be 00), and where not every
 * length in between is one, how long a group of characters may follow the least.
 */
export type ElementForm = { readonly least: number; readonly most: number; readonly digits: number; readonly checked?: number; readonly date?: string; readonly group?: number };

type Row = readonly [ai: string, least: number, most: number, digits: number, more?: { readonly checked?: number; readonly date?: string; readonly group?: number }];

/** Runs of application identifiers of one form, `n` standing for any digit: name, least and greatest length, leading digits (all of them when equal to the greatest). */
const ROWS: readonly Row[] = [
  ["00", 18, 18, 18, { checked: 18 }], ["01", 14, 14, 14, { checked: 14 }], ["02", 14, 14, 14, { checked: 14 }], ["03", 14, 14, 14, { checked: 14 }],
  ["10", 1, 20, 0], ["20", 2, 2, 2], ["21", 1, 20, 0], ["22", 1, 20, 0], ["235", 1, 28, 0],
  ...["11", "12", "13", "15", "16", "17"].map((ai): Row => [ai, 6, 6, 6, { date: "yyMMDD" }]),
  ["240", 1, 30, 0], ["241", 1, 30, 0], ["242", 1, 6, 6], ["243", 1, 20, 0],
  ["250", 1, 30, 0], ["251", 1, 30, 0], ["253", 13, 30, 13, { checked: 13 }], ["254", 1, 20, 0], ["255", 13, 25, 25, { checked: 13 }],
  ["30", 1, 8, 8], ["31nn", 6, 6, 6], ["32nn", 6, 6, 6], ["33nn", 6, 6, 6], ["34nn", 6, 6, 6], ["35nn", 6, 6, 6], ["36nn", 6, 6, 6], ["37", 1, 8, 8],
  ["390n", 1, 15, 15], ["391n", 4, 18, 18], ["392n", 1, 15, 15], ["393n", 4, 18, 18], ["394n", 4, 4, 4], ["395n", 6, 6, 6],
  ["400", 1, 30, 0], ["401", 1, 30, 0], ["402", 17, 17, 17, { checked: 17 }], ["403", 1, 30, 0],
  ...["410", "411", "412", "413", "414", "415", "416", "417"].map((ai): Row => [ai, 13, 13, 13, { checked: 13 }]),
  ["420", 1, 20, 0], ["421", 4, 12, 3], ["422", 3, 3, 3], ["423", 3, 15, 15, { group: 3 }], ["424", 3, 3, 3], ["425", 3, 15, 15, { group: 3 }], ["426", 3, 3, 3], ["427", 1, 3, 0],
  ...["4300", "4301", "4310", "4311", "4320"].map((ai): Row => [ai, 1, 35, 0]),
  ...["4302", "4303", "4304", "4305", "4306", "4312", "4313", "4314", "4315", "4316"].map((ai): Row => [ai, 1, 70, 0]),
  ["4307", 2, 2, 0], ["4308", 1, 30, 0], ["4309", 20, 20, 20], ["4317", 2, 2, 0], ["4318", 1, 20, 0], ["4319", 1, 30, 0],
  ["4321", 1, 1, 1], ["4322", 1, 1, 1], ["4323", 1, 1, 1], ["4324", 10, 10, 10], ["4325", 10, 10, 10], ["4326", 6, 6, 6, { date: "yyMMdd" }], ["433n", 6, 7, 6],
  ["7001", 13, 13, 13], ["7002", 1, 30, 0], ["7003", 10, 10, 10, { date: "yyMMddhhmm" }], ["7004", 1, 4, 4], ["7005", 1, 12, 0], ["7006", 6, 6, 6, { date: "yyMMdd" }],
  ["7007", 6, 12, 12, { date: "yyMMddyyMMdd", group: 6 }], ["7008", 1, 3, 0], ["7009", 1, 10, 0], ["7010", 1, 2, 0], ["7011", 6, 10, 10, { date: "yyMMddhhmm", group: 4 }],
  ["7020", 1, 20, 0], ["7021", 1, 20, 0], ["7022", 1, 20, 0], ["7023", 1, 30, 0], ["703n", 4, 30, 3], ["7040", 4, 4, 1], ["7041", 1, 4, 0],
  ["71n", 1, 20, 0], ["723n", 3, 30, 0], ["7240", 1, 20, 0], ["7241", 2, 2, 2], ["7242", 1, 25, 0],
  ["7250", 8, 8, 8, { date: "yyyyMMdd" }], ["7251", 12, 12, 12, { date: "yyyyMMddhhmm" }], ["7252", 1, 1, 1], ["7253", 1, 40, 0], ["7254", 1, 40, 0], ["7255", 1, 10, 0],
  ["7256", 1, 90, 0], ["7257", 1, 70, 0], ["7258", 3, 3, 0], ["7259", 1, 40, 0],
  ["8001", 14, 14, 14], ["8002", 1, 20, 0], ["8003", 14, 30, 14, { checked: 14 }], ["8004", 1, 30, 0], ["8005", 6, 6, 6], ["8006", 18, 18, 18, { checked: 14 }], ["8007", 1, 34, 0],
  ["8008", 8, 12, 12, { date: "yyMMddhhmmss", group: 2 }], ["8009", 1, 50, 0], ["8010", 1, 30, 0], ["8011", 1, 12, 12], ["8012", 1, 20, 0], ["8013", 1, 25, 0], ["8014", 1, 25, 0],
  ["8017", 18, 18, 18, { checked: 18 }], ["8018", 18, 18, 18, { checked: 18 }], ["8019", 1, 10, 10], ["8020", 1, 25, 0], ["8026", 18, 18, 18, { checked: 14 }], ["8030", 1, 90, 0],
  ["8110", 1, 70, 0], ["8111", 4, 4, 4], ["8112", 1, 70, 0], ["8200", 1, 70, 0],
  ["90", 1, 30, 0], ["9n", 1, 90, 0],
];

const forms: ReadonlyMap<string, ElementForm> = new Map(ROWS.map(([ai, least, most, digits, more]) => [ai, { least, most, digits, ...more }]));

/** What lies in a run and is no application identifier: measures that were never assigned, more than five decimals of one, and the like. */
const UNASSIGNED = /^(?:3(?:1[7-9]|3[89]|5[89])\d|3[1-6]\d[6-9]|394[4-9]|395[6-9]|433[4-9]|71[89])$/;

/** The form of an application identifier's value (GS1 General Specifications 3.2, table of application identifiers); undefined when it is not known. */
export function elementForm(ai: string): ElementForm | undefined {
  if (!/^\d{2,4}$/.test(ai) || UNASSIGNED.test(ai)) return undefined;
  return forms.get(ai) ?? forms.get(`${ai.slice(0, -1)}n`) ?? (ai.length === 4 ? forms.get(`${ai.slice(0, 2)}nn`) : undefined);
}

/** The application identifier at the head of a text (none is the beginning of another); undefined when none is known. */
export function leadingIdentifier(text: string): string | undefined {
  return [2, 3, 4].map((length) => text.slice(0, length)).find((ai, place) => ai.length === place + 2 && elementForm(ai) !== undefined);
}

const PART_LIMITS: Readonly<Record<string, readonly [number, number]>> = { MM: [1, 12], dd: [1, 31], DD: [0, 31], hh: [0, 23], mm: [0, 59], ss: [0, 59] };

/** Whether digits begin with a date of these parts (`yyMMdd`), as many of them as there are digits for; the year's century is not told, so that 29 February passes in any year. */
export function isDate(digits: string, parts: string): boolean {
  let at = 0;
  for (const part of parts.match(/y+|MM|dd|DD|hh|mm|ss/g) ?? []) {
    if (at >= digits.length) break;
    const [least, most] = PART_LIMITS[part] ?? [0, 9999];
    const value = Number(digits.slice(at, at + part.length));
    const short = /^[dD]/.test(part) ? (DAYS[Number(digits.slice(at - 2, at))] ?? 31) : most;
    if (value < least || value > Math.min(most, short)) return false;
    at += part.length;
  }
  return true;
}

const DAYS: Readonly<Record<number, number>> = { 2: 29, 4: 30, 6: 30, 9: 30, 11: 30 };
