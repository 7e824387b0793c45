/** Why a source could not be read. Each has its words in messages/<language>/sources.json under `problem`. */
export const PULL_PROBLEMS = [
  "address-refused", "name-unknown", "not-reached", "tls-failed", "timed-out", "too-large", "not-unpacked", "redirect-refused", "too-many-redirects",
  "asked-to-wait", "status", "sign-in-failed", "not-a-page", "page-loop", "endless-pages", "page-lost", "document-refused",
  "host-key-unknown", "host-key-differs", "folder-missing", "folder-too-large", "bucket-refused", "secret-unreadable", "overtaken", "unexpected",
] as const;
export type PullProblemCode = (typeof PULL_PROBLEMS)[number];

/** Why a reading failed: a code, what was seen, and for how many seconds the server asked to be left alone. */
export type PullProblem = { readonly code: PullProblemCode; readonly facts: Readonly<Record<string, string | number>>; readonly retryAfterSeconds?: number };

/** A reading that cannot go on; it is written down on the source, and tried again later. */
export class PullFailure extends Error {
  readonly problem: PullProblem;

  constructor(code: PullProblemCode, facts: Readonly<Record<string, string | number>> = {}, retryAfterSeconds?: number | null) {
    super(`${code} ${JSON.stringify(facts)}`);
    this.name = "PullFailure";
    this.problem = { code, facts, ...(retryAfterSeconds == null ? {} : { retryAfterSeconds }) };
  }
}

const TLS = /^(?:CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|CRL_|EPROTO)/;
const LATE = new Set(["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT", "UND_ERR_CONNECT_TIMEOUT", "ETIMEDOUT", "TimeoutError", "ABORT_ERR"]);
const UNNAMED = new Set(["ENOTFOUND", "EAI_AGAIN", "ENODATA"]);

/** An error of the network in this house's words: the name was not known, nobody answered, the certificate is bad, or it took too long. */
export function failureOf(error: unknown): PullFailure {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if (at instanceof PullFailure) return at;
    const code = "code" in at && typeof at.code === "string" ? at.code : at.name;
    if (TLS.test(code)) return new PullFailure("tls-failed", { reason: code });
    if (LATE.has(code)) return new PullFailure("timed-out", { reason: code });
    if (UNNAMED.has(code)) return new PullFailure("name-unknown", { reason: code });
    if (/^(?:E[A-Z]+|UND_ERR_[A-Z_]+)$/.test(code)) return new PullFailure("not-reached", { reason: code });
  }
  return new PullFailure("unexpected", { reason: error instanceof Error ? error.message.slice(0, 200) : "" });
}
