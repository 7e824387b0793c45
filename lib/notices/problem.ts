/** Why a delivery did not arrive. Each has its words in messages/<language>/notices.json under `problem`. */
export const DELIVERY_PROBLEMS = [
  "address-refused",
  "name-unknown",
  "not-reached",
  "tls-failed",
  "timed-out",
  "asked-to-wait",
  "status",
  "secret-unreadable",
  "mail-off",
  "mail-sign-in",
  "mail-refused",
  "gone",
  "unexpected",
] as const;
export type DeliveryProblemCode = (typeof DELIVERY_PROBLEMS)[number];

/** What a failed delivery leaves: a code, what was seen, and for how many seconds the receiver asked to be left alone. */
export type DeliveryProblem = { readonly code: DeliveryProblemCode; readonly facts: Readonly<Record<string, string | number>>; readonly retryAfterSeconds: number | null };

/** A code of this list, whatever it was called elsewhere. */
export function deliveryCode(code: string): DeliveryProblemCode {
  return DELIVERY_PROBLEMS.find((one) => one === code) ?? "unexpected";
}

/** A failure of nodemailer in this house's words: who answered, and with what. */
export function mailProblem(error: unknown): DeliveryProblem {
  const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
  const status = error instanceof Error && "responseCode" in error && typeof error.responseCode === "number" ? error.responseCode : 0;
  const reason = error instanceof Error ? error.message.slice(0, 200) : "";
  const named: Readonly<Record<string, DeliveryProblemCode>> = {
    EAUTH: "mail-sign-in",
    EENVELOPE: "mail-refused",
    EMESSAGE: "mail-refused",
    EDNS: "name-unknown",
    ENOTFOUND: "name-unknown",
    ECONNECTION: "not-reached",
    ECONNREFUSED: "not-reached",
    ESOCKET: "not-reached",
    ETLS: "tls-failed",
    ETIMEDOUT: "timed-out",
  };
  return { code: named[code] ?? (status >= 400 ? "mail-refused" : "unexpected"), facts: { ...(status === 0 ? {} : { status }), reason }, retryAfterSeconds: null };
}
