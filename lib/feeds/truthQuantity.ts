import { unitOf } from "#lib/measures/unit";
import type { EventContent, EventItem, ItemRole } from "./event.ts";
import { readIdentifier } from "./identifier.ts";
import type { TruthCode } from "./truthTable.ts";

/** More than this of anything is beyond what the world trades: a slip of the keyboard or of a converter. */
export const ABSURD_QUANTITY = 1_000_000_000_000;

/** Common measures of UN/ECE Recommendation 20 that are not reckoned with here, and still are units. */
const OTHER_MEASURES = new Set(
  `MTR CMT MMT DMT KMT INH FOT YRD SMI MTK CMK MMK DMK KMK FTK INK YDK HAR ACR CMQ MMQ DMQ FTQ INQ YDQ MAL PTI PTL QTI QTL BLL
  KTN STN LTN CWA CWI STI GRN APZ DRI CTM HGM DG CGM MC PTN DTH MIL MLD BIL GRO GGR SET NPR NMP NPL KWH MWH JOU KJO MJ HUR MIN SEC DAY WEE MON ANN
  CEL KEL FAH PAL KPA BAR E27 E37 P1 NIU SX TU LPA HPA DPC DPR DZP 59 2A 4L AB ACT BFT D99 GM KB KMQ KNI KPH KPO KSD KSH LEF LO LUM LUX NCL NAR NIL NPT PA PAL RM RP ST TPI TSD WTT`.split(/\s+/),
);

/** What is doubtful about the quantity of an item, by the code of its check; undefined when nothing is. A negative one is seen by the reader of the format. */
export function quantityDoubt(quantity: string, unit: string | null): { readonly code: TruthCode; readonly detail: string } | undefined {
  const value = Number(quantity);
  if (value === 0) return { code: "zero-quantity", detail: "the quantity is 0" };
  if (value > ABSURD_QUANTITY) return { code: "absurd-quantity", detail: `the quantity is ${quantity.slice(0, 40)}; more than ${ABSURD_QUANTITY} of anything is not traded` };
  const kind = unit === null ? "items" : unitOf(unit)?.kind;
  const counted = kind !== undefined && kind !== "volume" && kind !== "mass";
  if (counted && value > 0 && !isWhole(quantity)) return { code: "fractional-pieces", detail: `${quantity.slice(0, 40)} of what is counted in whole ${unit ?? "pieces"}` };
  return undefined;
}

/** Whether a unit code is none of UN/ECE Recommendation 20, nor a package of Recommendation 21 behind its X. */
export function isUnknownUnit(unit: string): boolean {
  return unitOf(unit) === undefined && !OTHER_MEASURES.has(unit) && !/^X[A-Z0-9]{2}$/.test(unit);
}

const isWhole = (quantity: string): boolean => (/[eE]/.test(quantity) ? Number.isInteger(Number(quantity)) : !/\.\d*[1-9]/.test(quantity));

const LISTS: Readonly<Record<Exclude<ItemRole, "parent">, string>> = { epc: "quantityList", child: "childQuantityList", input: "inputQuantityList", output: "outputQuantityList" };

/** Where the quantity of an item stands in its event, as a JSON pointer; the list alone when its element cannot be told. Sought only when there is something to say of it. */
export function quantityPointer(content: EventContent, { item, role }: EventItem): string {
  if (role === "parent") return "/parentID";
  const body: unknown = JSON.parse(content.bodyText);
  const list: unknown = typeof body === "object" && body !== null ? Reflect.get(body, LISTS[role]) : undefined;
  const at = Array.isArray(list) ? list.findIndex((one: unknown) => typeof one === "object" && one !== null && "epcClass" in one && typeof one.epcClass === "string" && readIdentifier(one.epcClass).item === item) : -1;
  return at === -1 ? `/${LISTS[role]}` : `/${LISTS[role]}/${at}/quantity`;
}
