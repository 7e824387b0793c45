import { useSyncExternalStore } from "react";

const NARROW = "(width < 48rem)";

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(NARROW);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

/** Whether the window is too narrow for a table, on a phone or under a strong zoom; undefined until the browser has said. */
export function useNarrow(): boolean | undefined {
  return useSyncExternalStore<boolean | undefined>(subscribe, () => window.matchMedia(NARROW).matches, () => undefined);
}
