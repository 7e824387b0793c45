import { useSyncExternalStore } from "react";

const NARROW = "(width < 640px)";

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(NARROW);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

/** Whether the window is as narrow as a phone; undefined until the browser has said. */
export function useNarrow(): boolean | undefined {
  return useSyncExternalStore<boolean | undefined>(subscribe, () => window.matchMedia(NARROW).matches, () => undefined);
}
