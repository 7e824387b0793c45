import { scopeKey, type CertificateScope } from "#lib/certificates/certificate";
import type { Dimension } from "#lib/measures/quantity";
import type { Wording } from "./subject.ts";

/** An approved certificate as far as it may overlap another. */
export type OverlapCertificate = {
  readonly id: number;
  readonly number: string;
  readonly body: Wording;
  readonly scope: CertificateScope;
  readonly dimension: Dimension;
  readonly from: string;
  readonly to: string;
  readonly supersedesId: number | null;
  readonly extractOfId: number | null;
};

/** Two certificates of one site for the same goods and time, of which neither stands in for the other. */
export type Overlap = { readonly siteId: number; readonly first: OverlapCertificate; readonly second: OverlapCertificate };

/**
 * The pairs of a site's approved certificates whose scopes can have goods in common and whose production periods have a day in common. A pair of one scope and one period
 * shares an account and is compared there; an extract, or one that supersedes the other, is no second certificate.
 */
export function overlapsAmong(siteId: number, certificates: readonly OverlapCertificate[]): Overlap[] {
  const own = certificates.filter(({ extractOfId }) => extractOfId === null).toSorted((a, b) => a.id - b.id);
  return own.flatMap((first, at) =>
    own.slice(at + 1).flatMap((second) => (isPair(first, second) ? [{ siteId, first, second }] : [])));
}

function isPair(first: OverlapCertificate, second: OverlapCertificate): boolean {
  if (first.supersedesId === second.id || second.supersedesId === first.id) return false;
  if (first.from >= second.to || second.from >= first.to) return false;
  if (scopeKey(first.scope) === scopeKey(second.scope) && first.from === second.from && first.to === second.to && first.dimension === second.dimension) return false;
  return mayShare(first.scope, second.scope);
}

/** Scopes of different kinds may have goods in common: only goods tell. */
function mayShare(first: CertificateScope, second: CertificateScope): boolean {
  if (first.kind !== second.kind) return true;
  if (first.kind === "hsPrefixes") return first.values.some((a) => second.values.some((b) => a.startsWith(b) || b.startsWith(a)));
  const values: readonly string[] = second.values;
  return first.values.some((value) => values.includes(value));
}
