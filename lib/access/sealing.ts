import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const CIPHER = "aes-256-gcm";
const [IV_BYTES, TAG_BYTES] = [12, 16];

/** Seals a secret under the house's own (NEXTAUTH_SECRET; made once in DATA_DIR/keys). It is bound to its `purpose`, such as `totp:7`, and opens for no other. */
export function sealed(secret: string, purpose: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, houseKey(), iv).setAAD(Buffer.from(purpose));
  const body = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64url");
}

/** Opens a sealed secret; undefined when it was sealed by another house, for another purpose, or was changed. */
export function unsealed(text: string, purpose: string): string | undefined {
  const bytes = Buffer.from(text, "base64url");
  try {
    const decipher = createDecipheriv(CIPHER, houseKey(), bytes.subarray(0, IV_BYTES)).setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString("utf8");
  } catch {
    return undefined;
  }
}

/** The secret of a second factor as it was given to its person; one from before secrets were sealed stands in the clear. */
export function openTotp(kept: string | null, person: number): string | null {
  if (kept === null || /^[A-Z2-7]+$/.test(kept)) return kept;
  return unsealed(kept, totpOf(person)) ?? null;
}

/** What the secret of a person's second factor is sealed for. */
export const totpOf = (person: number): string => `totp:${person}`;

function houseKey(): Uint8Array {
  const secret = process.env["NEXTAUTH_SECRET"];
  if (!secret) throw new Error("This process was given no NEXTAUTH_SECRET, under which secrets are sealed. Start it with `npm start`, or set it.");
  return new Uint8Array(hkdfSync("sha256", secret, "", "tallyhouse sealed secrets", 32));
}
