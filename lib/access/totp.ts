import { authenticator } from "otplib";

const STEP_SECONDS = 30;
/** Codes of the step before and after are taken too: clocks drift. */
const DRIFT_STEPS = 1;

/**
 * The time step a six-digit code belongs to (RFC 6238), when it is right at `now`; undefined when it is wrong or not later than
 * `lastStep`, the step of the last code that was taken: a code counts once.
 */
export function stepOfCode(secret: string, code: string, now: Date, lastStep: number | null): number | undefined {
  const digits = code.normalize("NFKC").replaceAll(/\s/g, "");
  if (!/^\d{6}$/.test(digits)) return undefined;
  const delta = authenticator.clone({ epoch: now.getTime(), step: STEP_SECONDS, window: DRIFT_STEPS }).checkDelta(digits, secret);
  if (delta === null) return undefined;
  const step = Math.floor(now.getTime() / 1000 / STEP_SECONDS) + delta;
  return lastStep !== null && step <= lastStep ? undefined : step;
}

/** The address an authenticator app reads from the QR code. */
export function enrolmentUri(secret: string, login: string): string {
  return authenticator.keyuri(login, "Tallyhouse", secret);
}
