/** Headers of every answer, whatever it is. */
export const STANDING_HEADERS: Readonly<Record<string, string>> = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "same-origin",
  "Permissions-Policy": "camera=(self), geolocation=(self), microphone=(), payment=(), usb=(), browsing-topics=()",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "X-Frame-Options": "DENY",
};

/**
 * The content security policy of one page (CSP level 3): only scripts that carry this answer's nonce, and what they load.
 * `mapOrigin` is where a configured map style lives; `developing` adds what the development server needs.
 */
export function contentSecurityPolicy(nonce: string, { mapOrigin, developing }: { readonly mapOrigin?: string | undefined; readonly developing: boolean }): string {
  const map = mapOrigin ? ` ${mapOrigin}` : "";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${developing ? " 'unsafe-eval'" : ""}`,
    developing ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    `img-src 'self' data: blob:${map}`,
    `connect-src 'self'${map}${developing ? " ws:" : ""}`,
    "font-src 'self'",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** The origin of a configured map style (`MAP_STYLE_URL`), when it is an address on another host. */
export function mapOriginOf(styleUrl: string | undefined): string | undefined {
  if (!styleUrl || !URL.canParse(styleUrl)) return undefined;
  return new URL(styleUrl).origin;
}
