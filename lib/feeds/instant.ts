import { parseInstant } from "#lib/measures/period";

const [EARLIEST, LATEST] = [Date.parse("0001-01-02T00:00:00Z"), Date.parse("9999-12-30T00:00:00Z")];

/** An instant of an event: RFC 3339 with offset, to any number of decimals; what is finer than a millisecond is cut. Undefined when it is none. */
export function instantOf(text: string): Date | undefined {
  const at = parseInstant(text.replace(/(\.\d{9})\d+/, "$1"));
  return at !== undefined && at.getTime() >= EARLIEST && at.getTime() <= LATEST ? at : undefined;
}

/** The offset an instant is written with, `+08:00`; undefined for Z, which says nothing of where. */
export function writtenOffset(text: string): string | undefined {
  return /[+-]\d{2}:\d{2}$/.exec(text)?.[0];
}
