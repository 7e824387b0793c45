import { Refusal } from "#lib/access/refusal";

/** The number of a model in an address; refused as unknown when it is none. */
export function modelNumber(text: string | undefined): number {
  if (text === undefined || !/^[1-9]\d{0,14}$/.test(text)) throw new Refusal("not-found", "model-unknown", { id: text ?? "" });
  return Number(text);
}
