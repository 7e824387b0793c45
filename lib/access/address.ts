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
