import { scopeKey, type CertificateScope } from "#lib/certificates/certificate";
import type { Dimension } from "#lib/measures/quantity";
import type { Wording } from "./subject.ts";

/** An approved certificate as far as it may overlap another. */
export type OverlapCertificate = {
  readonly id: number;
  readonly number: string;
  readonly issuerId: number;
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
 * The pairs of a site's approved certificates whose scopes can have goods in common and whose production periods have a day in common. Left out are an extract and one that
 * supersedes the other, which are no second certificate; a whole and a part of it by one body, which both bind as that body meant; and bodies that have certificates of one scope and
 * period, which share an account and are held against each other there.
 */
export function overlapsAmong(siteId: number, certificates: readonly OverlapCertificate[]): Overlap[] {
  const own = certificates.filter(({ extractOfId }) => extractOfId === null).toSorted((a, b) => a.id - b.id);
  return own.flatMap((first, at) =>
    own
      .slice(at + 1)
      .flatMap((second) =>
        isPair(first, second) && !own.some((a) => own.some((b) => a.issuerId === first.issuerId && b.issuerId === second.issuerId && isOneAccount(a, b)))
          ? [{ siteId, first, second }]
          : [],
      ),
  );
}

function isPair(first: OverlapCertificate, second: OverlapCertificate): boolean {
  if (first.supersedesId === second.id || second.supersedesId === first.id) return false;
  if (first.from >= second.to || second.from >= first.to) return false;
  if (first.issuerId === second.issuerId && first.scope.kind !== second.scope.kind) return false;
  return mayShare(first.scope, second.scope);
}

function isOneAccount(a: OverlapCertificate, b: OverlapCertificate): boolean {
  return a.id !== b.id && scopeKey(a.scope) === scopeKey(b.scope) && a.from === b.from && a.to === b.to && a.dimension === b.dimension;
}

/** Scopes of different kinds may have goods in common: only goods tell. */
function mayShare(first: CertificateScope, second: CertificateScope): boolean {
  if (first.kind !== second.kind) return true;
  if (first.kind === "hsPrefixes") return first.values.some((a) => second.values.some((b) => a.startsWith(b) || b.startsWith(a)));
  const values: readonly string[] = second.values;
  return first.values.some((value) => values.includes(value));
}
