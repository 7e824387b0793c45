import { useSyncExternalStore } from "react";
import { WRITTEN, type Written } from "./written.ts";

let read: Written | undefined;

function written(): Written | undefined {
  const text = read === undefined ? document.getElementById(WRITTEN)?.textContent : undefined;
  if (text) read = JSON.parse(text) as Written;
  return read;
}

const never = () => () => undefined;

/** What was written into this document for its person. Undefined while the browser takes over what was drawn for everybody, and where it was drawn for one person. */
export function useWritten(): Written | undefined {
  return useSyncExternalStore(never, written, () => undefined);
}
