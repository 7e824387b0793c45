/** What a command writes beside its change: the act, what it was done to, and the facts a court would ask for. */
export type AuditEntry = {
  /** `<thing>.<verb>`, such as `certificate.approve`. */
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly facts?: Readonly<Record<string, unknown>>;
};

/**
 * What the work of a command hands back: a change without an entry does not compile. `last` are the work's last statements, already
 * sent: the entry follows them down the connection without waiting, and the change is committed when all have succeeded.
 */
export type Done<Result> = { readonly result: Result; readonly audit: AuditEntry | readonly [AuditEntry, ...AuditEntry[]]; readonly last?: readonly Promise<unknown>[] };
