import { useEffect, useState } from "react";
import { neighboursIn, type Neighbours } from "./neighbours.ts";

/** Where the desk leaves the entry numbers it shows, in its order, for as long as the window stands. */
export const DESK_ORDER = "desk.order";

/** The consignments before and after this one on the desk it was opened from; none where it was not. */
export function useNeighbours(number: string): Neighbours {
  const [found, setFound] = useState<Neighbours>({ before: undefined, after: undefined });
  useEffect(() => setFound(neighboursIn(sessionStorage.getItem(DESK_ORDER), number)), [number]);
  return found;
}
