import type { Role } from "#lib/access/permission";

/** What people are told of. */
export const NOTICE_KINDS = [
  "alert",
  "trial",
  "profile-proposed",
  "profile-answered",
  "change-proposed",
  "change-answered",
  "correction-requested",
  "certificate-decided",
  "certificate-superseded",
  "mentioned",
  "given",
  "proposal-answered",
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Something to tell, in both languages; `href` is without the language. */
export type Told = {
  readonly kind: NoticeKind;
  readonly title: { readonly en: string; readonly zh: string };
  readonly body: { readonly en: string; readonly zh: string };
  readonly href: string;
};

/** Who is told in the product: everybody of some roles, and some people, but not those named in `except`. */
export type Listeners = { readonly roles: readonly Role[]; readonly people: readonly number[]; readonly except?: readonly number[] };

/** How a delivery stands: waiting (also between tries), delivered, given up. */
export const DELIVERY_STATES = ["waiting", "delivered", "dead"] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** A delivery is given up after this many tries: the last about a day after the first. */
export const MOST_TRIES = 8;

const PAUSES_MINUTES = [0.5, 2, 10, 30, 120, 360, 720] as const;

/** When a delivery is tried again after so many tries that failed; null where it is given up. What the receiver asks for by Retry-After is kept to, up to a day. */
export function nextTry(tries: number, retryAfterSeconds: number | null, now: Date): Date | null {
  if (tries >= MOST_TRIES) return null;
  const pause = PAUSES_MINUTES[Math.min(tries, PAUSES_MINUTES.length) - 1] ?? 0.5;
  const asked = Math.min(retryAfterSeconds ?? 0, 86_400) * 1_000;
  return new Date(now.getTime() + Math.max(pause * 60_000, asked));
}
