/** The cookie in which a browser keeps the rail open; the server reads it and draws the rail right from the start. */
export const RAIL_COOKIE = "rail";

/** Whether a cookie's value keeps the rail open. */
export function railIsPinned(value: string | undefined): boolean {
  return value === "open";
}

/** Keeps the rail of this browser open, or lets it go. */
export function keepRail(open: boolean): void {
  document.cookie = `${RAIL_COOKIE}=${open ? "open" : ""}; path=/; max-age=${open ? 31_536_000 : 0}; samesite=lax`;
}
