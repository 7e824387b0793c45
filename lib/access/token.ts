import { hash } from "node:crypto";

/** What the database keeps of a session's random id or of an API key: its SHA-256, in hexadecimal. */
export function hashOfToken(token: string): string {
  return hash("sha256", token);
}

/** An API key as issued: `th_` and 256 random bits in base64url. */
export const API_KEY = /^th_[A-Za-z0-9_-]{43}$/;

/** The API key of an Authorization header (RFC 6750); undefined when the header is missing or of another scheme. */
export function bearerOf(authorization: string | null): string | undefined {
  return authorization === null ? undefined : /^bearer +(\S+) *$/i.exec(authorization)?.[1];
}
