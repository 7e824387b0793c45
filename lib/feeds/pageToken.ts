/** A place in a list as an opaque token; it names a row, so it survives restarts and writes. */
export function tokenOf(id: string): string {
  return Buffer.from(`1:${id}`, "utf8").toString("base64url");
}

/** The row a token names; undefined for a text that is no token of ours. */
export function readToken(token: string): string | undefined {
  const text = Buffer.from(token, "base64url").toString("utf8");
  return /^1:.+$/s.test(text) && tokenOf(text.slice(2)) === token ? text.slice(2) : undefined;
}
