import type { CertificateScope, CertificateStatus, Decision } from "#lib/certificates/certificate";

/** A certificate as its own page shows it. */
export type WholeCertificate = {
  readonly number: string;
  readonly status: CertificateStatus;
  readonly version: number;
  readonly site: { readonly id: number; readonly name: string; readonly publicId: string };
  readonly issuer: { readonly nameEn: string; readonly nameZh: string; readonly code: string };
  readonly scope: CertificateScope;
  readonly quantity: { readonly value: string; readonly unit: string };
  readonly production: { readonly from: string; readonly to: string };
  readonly supersedes: string | null;
  readonly supersededBy: readonly string[];
  readonly extractOf: string | null;
  readonly extracts: readonly string[];
  readonly ofOthers: readonly string[];
  readonly decisions: readonly { readonly decision: Decision; readonly effective: string; readonly reason: string; readonly decidedByName: string; readonly recordedAt: Date }[];
  readonly allowed: readonly Decision[];
  readonly documentSha256: string | null;
  readonly recordedAt: Date;
};
