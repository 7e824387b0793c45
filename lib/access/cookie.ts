/** The header in which the proxy hands the address of a page to its rendering. */
export const PATH_HEADER = "x-tallyhouse-path";

/** Whether a request came over TLS, here or at the proxy in front. */
export function cameSecurely(headers: Headers): boolean {
  return headers.get("x-forwarded-proto")?.split(",")[0]?.trim() === "https";
}

/** The cookie that holds a session's random id. Over TLS it is bound to this host (RFC 6265bis, `__Host-`). */
export function sessionCookie(secure: boolean): string {
  return secure ? "__Host-tallyhouse-session" : "tallyhouse-session";
}

/** One cookie out of a Cookie header. */
export function cookieOf(header: string | null, name: string): string | undefined {
  for (const part of header?.split(";") ?? []) {
    const at = part.indexOf("=");
    if (part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
}
