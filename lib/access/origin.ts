const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Whether a browser sent this request from another site with this site's cookie, to change something (CSRF).
 * Reads Sec-Fetch-Site, and Origin against Host where a browser does not send it; a request without a cookie forges nothing.
 */
export function crossSite(method: string, headers: Headers): boolean {
  if (SAFE.has(method) || !headers.has("cookie")) return false;
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site !== "same-origin" && site !== "none";
  const origin = headers.get("origin");
  if (origin === null) return false;
  const host = headers.get("x-forwarded-host") ?? headers.get("host");
  return !URL.canParse(origin) || new URL(origin).host !== host;
}
