/** The key under which a cause of an assessment is worded: that of a profile names which one, and is worded without. */
export function causeOf(cause: string): string {
  return cause.startsWith("profile:") ? "profile" : cause;
}
