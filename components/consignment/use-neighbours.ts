import { useEffect, useMemo, useSyncExternalStore } from "react";
import { neighboursIn, type Neighbours } from "./neighbours.ts";

/** Where the desk leaves the entry numbers it shows, in its order, for as long as the window stands. */
export const DESK_ORDER = "desk.order";

/** Where a consignment's page leaves its number: who goes back to the desk stands on the row they come from. */
export const DESK_LAST = "desk.last";

const unchanging = () => () => undefined;
const left = () => sessionStorage.getItem(DESK_ORDER);
const nothing = () => null;

/** The consignments before and after this one on the desk it was opened from; none where it was not. */
export function useNeighbours(number: string): Neighbours {
  useEffect(() => sessionStorage.setItem(DESK_LAST, number), [number]);
  const order = useSyncExternalStore(unchanging, left, nothing);
  return useMemo(() => neighboursIn(order, number), [order, number]);
}
