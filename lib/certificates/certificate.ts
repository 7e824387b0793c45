import type { Dimension } from "#lib/measures/quantity";

/** Where a certificate stands. `superseded` and `expired` are not decisions: they follow from others' decisions and dates. */
export const CERTIFICATE_STATUSES = ["submitted", "approved", "suspended", "revoked", "superseded"] as const;
export type CertificateStatus = (typeof CERTIFICATE_STATUSES)[number];

/** What can be decided about a certificate. */
export const DECISIONS = ["approve", "suspend", "reinstate", "revoke"] as const;
export type Decision = (typeof DECISIONS)[number];

/** Which decisions each status allows: buttons, interface and tests read this table. */
export const DECISIONS_ALLOWED = {
  submitted: ["approve", "revoke"],
  approved: ["suspend", "revoke"],
  suspended: ["reinstate", "revoke"],
  revoked: [],
  superseded: ["suspend", "revoke"],
} as const satisfies Record<CertificateStatus, readonly Decision[]>;

/** Where each decision leaves a certificate; one that is superseded is left so by the approval of its successor. */
export const STATUS_AFTER = { approve: "approved", suspend: "suspended", reinstate: "approved", revoke: "revoked" } as const satisfies Record<Decision, CertificateStatus>;

/** What a certificate covers: named trade items, a category of goods, or HS prefixes. */
export type CertificateScope =
  | { readonly kind: "gtins"; readonly values: readonly string[] }
  | { readonly kind: "category"; readonly values: readonly [string] }
  | { readonly kind: "hsPrefixes"; readonly values: readonly string[] };

/** Canonical text of a scope; equal scopes make equal keys, so they share accounts. */
export function scopeKey(scope: CertificateScope): string {
  return `${scope.kind}:${[...new Set(scope.values)].toSorted().join(",")}`;
}

/** The scope that a key is of. */
export function scopeOfKey(key: string): CertificateScope {
  const [kind, list = ""] = key.split(":", 2);
  const values = list.split(",");
  if (kind === "category") return { kind, values: [list] };
  return { kind: kind === "gtins" ? "gtins" : "hsPrefixes", values };
}

/** Whether a scope covers goods given by their packing's GTINs, category and HS code. */
export function scopeCovers(scope: CertificateScope, goods: { readonly gtins: readonly string[]; readonly category: string; readonly hsCode: string }): boolean {
  if (scope.kind === "gtins") return scope.values.some((gtin) => goods.gtins.includes(gtin));
  if (scope.kind === "category") return scope.values[0] === goods.category;
  return scope.values.some((prefix) => goods.hsCode.startsWith(prefix));
}

/** A certificate as the ledger sees it: certified base units for lots produced in [from, to), with its decisions on both clocks. */
export type CapacityCertificate = {
  readonly id: number;
  readonly number: string;
  readonly siteId: number;
  readonly scope: CertificateScope;
  readonly dimension: Dimension;
  readonly base: bigint;
  readonly unit: string;
  readonly unitPacks: bigint;
  readonly from: string;
  readonly to: string;
  readonly supersedesId: number | null;
  readonly extractOfId: number | null;
  readonly recordedAt: Date;
  readonly decisions: readonly { readonly decision: Decision; readonly effective: string; readonly recordedAt: Date }[];
};
