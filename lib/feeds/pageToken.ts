import { createHash } from "node:crypto";

/** A place in a list as an opaque token; it names a row, so it survives restarts and writes. */
export function tokenOf(id: string): string {
  return Buffer.from(`1:${id}`, "utf8").toString("base64url");
}

/** The row a token names; undefined for a text that is no token of ours. */
export function readToken(token: string): string | undefined {
  const text = Buffer.from(token, "base64url").toString("utf8");
  return /^1:.+$/s.test(text) && tokenOf(text.slice(2)) === token ? text.slice(2) : undefined;
}

/** The parts of a place in a list: what the last row is ordered by, and what else the next page must know. */
export type Place = readonly (string | number | null)[];

const VERSION = "2";

/** A place in one list of many, sealed with the list's own mark: a token of another list, or one that was touched, does not open. */
export function sealed(mark: string, place: Place): string {
  const text = JSON.stringify(place);
  return Buffer.from(`${VERSION}${sealOf(mark, text)}${text}`, "utf8").toString("base64url");
}

/** The place a token of this list names; undefined for any other text. */
export function opened(mark: string, token: string): Place | undefined {
  const text = Buffer.from(token, "base64url").toString("utf8");
  const place = text.slice(VERSION.length + SEAL);
  if (!text.startsWith(`${VERSION}${sealOf(mark, place)}`) || Buffer.from(text, "utf8").toString("base64url") !== token) return undefined;
  return JSON.parse(place) as Place;
}

const SEAL = 12;

function sealOf(mark: string, text: string): string {
  return createHash("sha256").update(`${VERSION} ${mark} ${text}`, "utf8").digest("base64url").slice(0, SEAL);
}
