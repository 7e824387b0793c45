import type { CertificateScope } from "./certificate.ts";

/** The scope of a recorded certificate; throws on a category scope without its one category, which the records do not allow. */
export function scopeOfRecord(record: { readonly scopeKind: CertificateScope["kind"]; readonly scopeValues: readonly string[] }): CertificateScope {
  if (record.scopeKind !== "category") return { kind: record.scopeKind, values: record.scopeValues };
  const [category] = record.scopeValues;
  if (category === undefined) throw new RangeError("a category scope names a category");
  return { kind: "category", values: [category] };
}
