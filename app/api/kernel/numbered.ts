import { Refusal } from "#lib/access/refusal";

/** The number that a text of an address or a page token is; undefined where it is none. */
export function numbered(text: string | undefined): number | undefined {
  const digits = /^[1-9]\d{0,14}$/.exec(text ?? "")?.[0];
  return digits === undefined ? undefined : Number(digits);
}

/** The number in an address. Refuses `not-found` for what is none: there is no thing of that name. */
export function numberIn(text: string | undefined, kind: string): number {
  const number = numbered(text);
  if (number === undefined) throw new Refusal("not-found", "not-found", { kind, id: text ?? "" });
  return number;
}
