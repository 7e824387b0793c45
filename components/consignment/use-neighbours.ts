import { useMemo, useSyncExternalStore } from "react";
import { neighboursIn, type Neighbours } from "./neighbours.ts";

/** Where the desk leaves the entry numbers it shows, in its order, for as long as the window stands. */
export const DESK_ORDER = "desk.order";

const unchanging = () => () => undefined;
const left = () => sessionStorage.getItem(DESK_ORDER);
const nothing = () => null;

/** The consignments before and after this one on the desk it was opened from; none where it was not. */
export function useNeighbours(number: string): Neighbours {
  const order = useSyncExternalStore(unchanging, left, nothing);
  return useMemo(() => neighboursIn(order, number), [order, number]);
}
