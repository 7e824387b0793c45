/** The header in which the server notes the address at the other end of the socket; a caller cannot set it. */
const PEER = "x-tallyhouse-peer";
/** Networks of one's own, where a reverse proxy stands: loopback, RFC 1918, RFC 6598, and IPv6 local addresses. */
const OWN_NETWORK = /^(?:::ffff:)?(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)|^::1$|^f[cd]|^fe80:/i;

/**
 * The network address a request came from. A forwarded address is believed only from a machine of the own network, and of several
 * the last: the one the nearest proxy saw.
 */
export function addressOf(headers: Headers): string {
  const peer = headers.get(PEER);
  const forwarded = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim();
  const address = peer !== null && !OWN_NETWORK.test(peer) ? peer : (forwarded ?? peer ?? "");
  return address.slice(0, 100);
}

/**
 * The SHA-256 of the client certificate that the proxy in front saw, in hexadecimal, from the header it puts it into (`FEED_CLIENT_CERT_HEADER`).
 * Undefined where no header is named, where it was not sent, and where the request came from a machine outside the own network.
 */
export function certificateOf(headers: Headers, header: string | undefined): string | undefined {
  const peer = headers.get(PEER);
  if (header === undefined || header === "" || (peer !== null && !OWN_NETWORK.test(peer))) return undefined;
  const shown = headers.get(header)?.trim().replace(/^sha256[=:]/i, "").replaceAll(":", "").toLowerCase();
  return shown !== undefined && /^[0-9a-f]{64}$/.test(shown) ? shown : undefined;
}
