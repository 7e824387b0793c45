import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { PullFailure } from "../sourceProblem.ts";

const CIPHER = "aes-256-gcm";
const [IV_BYTES, TAG_BYTES] = [12, 16];

/** Seals a source's secret under the house's own (NEXTAUTH_SECRET; made once in DATA_DIR/keys). It is bound to the source's code, so that it opens nowhere else. */
export function sealed(secret: string, code: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, houseKey(), iv).setAAD(Buffer.from(code));
  const body = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64url");
}

/** Opens a sealed secret. Throws `secret-unreadable` when it was sealed by another house, for another source, or was changed. */
export function opened(text: string, code: string): string {
  const bytes = Buffer.from(text, "base64url");
  try {
    const decipher = createDecipheriv(CIPHER, houseKey(), bytes.subarray(0, IV_BYTES)).setAAD(Buffer.from(code)).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString("utf8");
  } catch {
    throw new PullFailure("secret-unreadable");
  }
}

function houseKey(): Uint8Array {
  const secret = process.env["NEXTAUTH_SECRET"];
  if (!secret) throw new Error("This process was given no NEXTAUTH_SECRET, under which the secrets of sources are sealed. Start it with `npm start`, or set it.");
  return new Uint8Array(hkdfSync("sha256", secret, "", "tallyhouse secrets of sources", 32));
}
