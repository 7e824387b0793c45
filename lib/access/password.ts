import { hash, verify } from "@node-rs/argon2";

/** argon2id with 19 MiB and two passes (OWASP Password Storage Cheat Sheet); about 20 ms. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** The hash of a password nobody has: what an unknown login is compared with, so that it takes as long as a known one. */
const NOBODYS = "$argon2id$v=19$m=19456,t=2,p=1$GwaQ2sHzFonR2TlTVhscMw$2Un0xg6cJtItoSTZejB7qb/tqIQeF9N2QfN3Nu5FLfM";

/** Shortest and longest password, in characters (NIST SP 800-63B, 3.1.1: length is what counts). */
export const PASSWORD_LENGTH = { least: 12, most: 200 } as const;

/** What is wrong with a new password: too short, too long, made of one or two characters, or containing the login. */
export type PasswordProblem = "password-too-short" | "password-too-long" | "password-too-plain" | "password-has-login";

/** What is wrong with a password as a new one of this login, after NFKC; undefined where nothing is. */
export function passwordProblem(password: string, login: string): PasswordProblem | undefined {
  const text = normalised(password);
  const characters = Array.from(text);
  if (characters.length < PASSWORD_LENGTH.least) return "password-too-short";
  if (characters.length > PASSWORD_LENGTH.most) return "password-too-long";
  if (new Set(characters).size < 4) return "password-too-plain";
  return login.length >= 4 && text.toLowerCase().includes(login.toLowerCase()) ? "password-has-login" : undefined;
}

/** The argon2id hash to keep, in PHC form. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalised(password), COST);
}

/** Whether a password is the one that was hashed. Without a hash it takes the same time and is never right. */
export async function passwordIs(password: string, kept: string | null): Promise<boolean> {
  const same = await verify(kept ?? NOBODYS, normalised(password));
  return same && kept !== null;
}

/** Typed on another keyboard the same password may be other code points (NIST SP 800-63B: NFKC). */
function normalised(password: string): string {
  return password.normalize("NFKC");
}
