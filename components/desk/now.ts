import { createContext, useContext, useEffect, useState } from "react";

const TICK_MS = 20_000;

/** The instant the desk counts times from, in milliseconds. */
export const NowContext = createContext(0);

export function useNow(): number {
  return useContext(NowContext);
}

/** A clock that begins where the server's stood and ticks three times a minute. */
export function useClock(start: string): number {
  const [now, setNow] = useState(() => Date.parse(start));
  useEffect(() => {
    const tick = () => setNow(Date.now());
    tick();
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
