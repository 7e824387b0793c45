import { unsealed } from "#lib/access/sealing";
import { PullFailure } from "../sourceProblem.ts";

/** Opens the sealed secret of a source or a subscription, bound to its code. Throws `secret-unreadable` when it was sealed by another house, for another, or was changed. */
export function opened(text: string, code: string): string {
  const secret = unsealed(text, code);
  if (secret === undefined) throw new PullFailure("secret-unreadable");
  return secret;
}
