/** The form of an element's value: its least and greatest length, and how many characters at its head must be digits. */
export type ElementForm = { readonly least: number; readonly most: number; readonly digits: number };

/** One row per application identifier or run of them, `n` standing for any digit: name, least and greatest length, leading digits (all of them when equal to the greatest). */
const ROWS: readonly (readonly [string, number, number, number])[] = [
  ["00", 18, 18, 18], ["01", 14, 14, 14], ["02", 14, 14, 14], ["03", 14, 14, 14],
  ["10", 1, 20, 0], ["11", 6, 6, 6], ["12", 6, 6, 6], ["13", 6, 6, 6], ["15", 6, 6, 6], ["16", 6, 6, 6], ["17", 6, 6, 6],
  ["20", 2, 2, 2], ["21", 1, 20, 0], ["22", 1, 20, 0], ["235", 1, 28, 0],
  ["240", 1, 30, 0], ["241", 1, 30, 0], ["242", 1, 6, 6], ["243", 1, 20, 0],
  ["250", 1, 30, 0], ["251", 1, 30, 0], ["253", 13, 30, 13], ["254", 1, 20, 0], ["255", 13, 25, 25],
  ["30", 1, 8, 8], ["31nn", 6, 6, 6], ["32nn", 6, 6, 6], ["33nn", 6, 6, 6], ["34nn", 6, 6, 6], ["35nn", 6, 6, 6], ["36nn", 6, 6, 6], ["37", 1, 8, 8],
  ["390n", 1, 15, 15], ["391n", 4, 18, 18], ["392n", 1, 15, 15], ["393n", 4, 18, 18], ["394n", 4, 4, 4], ["395n", 6, 6, 6],
  ["400", 1, 30, 0], ["401", 1, 30, 0], ["402", 17, 17, 17], ["403", 1, 30, 0],
  ["410", 13, 13, 13], ["411", 13, 13, 13], ["412", 13, 13, 13], ["413", 13, 13, 13], ["414", 13, 13, 13], ["415", 13, 13, 13], ["416", 13, 13, 13], ["417", 13, 13, 13],
  ["420", 1, 20, 0], ["421", 4, 12, 3], ["422", 3, 3, 3], ["423", 3, 15, 15], ["424", 3, 3, 3], ["425", 3, 15, 15], ["426", 3, 3, 3], ["427", 1, 3, 0],
  ["7001", 13, 13, 13], ["7002", 1, 30, 0], ["7003", 10, 10, 10], ["7004", 1, 4, 4], ["7005", 1, 12, 0], ["7006", 6, 6, 6], ["7007", 6, 12, 12],
  ["7008", 1, 3, 0], ["7009", 1, 10, 0], ["7010", 1, 2, 0], ["7011", 6, 10, 10], ["702n", 1, 20, 0], ["703n", 4, 30, 3], ["7040", 4, 4, 1],
  ["71n", 1, 20, 0], ["723n", 3, 30, 0], ["7240", 1, 20, 0],
  ["8001", 14, 14, 14], ["8002", 1, 20, 0], ["8003", 14, 30, 14], ["8004", 1, 30, 0], ["8005", 6, 6, 6], ["8006", 18, 18, 18], ["8007", 1, 34, 0],
  ["8008", 8, 12, 12], ["8009", 1, 50, 0], ["8010", 1, 30, 0], ["8011", 1, 12, 12], ["8012", 1, 20, 0], ["8013", 1, 25, 0],
  ["8017", 18, 18, 18], ["8018", 18, 18, 18], ["8019", 1, 10, 10], ["8020", 1, 25, 0], ["8026", 18, 18, 18],
  ["8110", 1, 70, 0], ["8111", 4, 4, 4], ["8112", 1, 70, 0], ["8200", 1, 70, 0],
  ["90", 1, 30, 0], ["9n", 1, 90, 0],
];

const forms: ReadonlyMap<string, ElementForm> = new Map(ROWS.map(([ai, least, most, digits]) => [ai, { least, most, digits }]));

/** The form of an application identifier's value (GS1 General Specifications 3.2, table of application identifiers); undefined when it is not known. */
export function elementForm(ai: string): ElementForm | undefined {
  if (!/^\d{2,4}$/.test(ai)) return undefined;
  return forms.get(ai) ?? forms.get(`${ai.slice(0, -1)}n`) ?? (ai.length === 4 ? forms.get(`${ai.slice(0, 2)}nn`) : undefined);
}

/** The application identifier at the head of a text (none is the beginning of another); undefined when none is known. */
export function leadingIdentifier(text: string): string | undefined {
  return [2, 3, 4].map((length) => text.slice(0, length)).find((ai, place) => ai.length === place + 2 && elementForm(ai) !== undefined);
}
