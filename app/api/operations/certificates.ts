import { z } from "zod";
import { CERTIFICATE_STATUSES, DECISIONS, type CertificateScope } from "#lib/certificates/certificate";
import type { CertificateRow, CertificateView } from "#lib/certificates/queries";
import { certificateBody, decisionBody } from "#lib/certificates/submission";
import type { Operation } from "../kernel/operation.ts";
import { listOf, pageShape } from "../kernel/paging.ts";
import { bilingual, instant, production, quantity, searchField } from "./field.ts";

const scopeAnswer = z.strictObject({ gtins: z.array(z.string()).optional(), category: z.string().optional(), hsPrefixes: z.array(z.string()).optional() }).describe("exactly one of the three");

const certificateRow = z.strictObject({
  number: z.string(),
  status: z.enum(CERTIFICATE_STATUSES),
  site: z.strictObject({ id: z.string(), name: z.string() }),
  issuer: z.strictObject({ name: bilingual }),
  scope: scopeAnswer,
  quantity,
  production,
  recordedAt: instant,
  version: z.int(),
});

/** A capacity certificate as answers carry it. */
export const certificateAnswer = certificateRow.extend({
  issuer: z.strictObject({ code: z.string(), name: bilingual }),
  supersedes: z.string().nullable(),
  supersededBy: z.array(z.string()),
  extractOf: z.string().nullable(),
  extracts: z.array(z.string()),
  decisions: z.array(z.strictObject({ decision: z.enum(DECISIONS), effective: z.string(), reason: z.string(), by: z.string(), recordedAt: instant })),
  allowed: z.array(z.enum(DECISIONS)).describe("the decisions its status allows"),
});

/** A certificate as the interface shows it; instants are put into text when the answer is written. */
export function certificateShown(view: CertificateView) {
  const { number, status, site, issuer, scope, quantity: certified, production: produced, supersedes, supersededBy, extractOf, extracts, allowed, recordedAt, version } = view;
  return {
    number, status, site: { id: site.publicId, name: site.name }, issuer: { code: issuer.code, name: { en: issuer.nameEn, zh: issuer.nameZh } },
    scope: scopeShown(scope), quantity: certified, production: produced, supersedes, supersededBy, extractOf, extracts,
    decisions: view.decisions.map(({ decision, effective, reason, decidedByName, recordedAt: at }) => ({ decision, effective, reason, by: decidedByName, recordedAt: at })),
    allowed, recordedAt, version,
  };
}

/** A certificate of a list, with the number its site is addressed by. */
export function certificateRowShown(row: CertificateRow, sitePublicId: string) {
  const { number, status, siteName, issuerNameEn, issuerNameZh, scope, quantity: certified, production: produced, recordedAt, version } = row;
  return { number, status, site: { id: sitePublicId, name: siteName }, issuer: { name: { en: issuerNameEn, zh: issuerNameZh } }, scope: scopeShown(scope), quantity: certified, production: produced, recordedAt, version };
}

function scopeShown(scope: CertificateScope): z.infer<typeof scopeAnswer> {
  if (scope.kind === "category") return { category: scope.values[0] };
  return scope.kind === "gtins" ? { gtins: [...scope.values] } : { hsPrefixes: [...scope.values] };
}

/** A JWT as the credential of VC Data Model 2.0 that envelops it. */
function enveloped(jwt: string): unknown {
  return { type: "EnvelopedVerifiableCredential", id: `data:application/vc+jwt,${jwt}` };
}

const path = "/api/v1/capacity-certificates/{number}";
const parameters = { number: { en: "the certificate's own number", zh: "证书编号", example: "CAP-2023-0017" } };

export const postCertificate: Operation = {
  id: "postCapacityCertificate",
  method: "POST",
  path: "/api/v1/capacity-certificates",
  group: "certificates",
  admission: "certificate.submit",
  summary: {
    en: "Submit a capacity certificate, or the UNTP conformity credential that declares one production capacity; it counts once somebody else has approved it. The issuer is the key's organisation",
    zh: "提交产能证书，或申报一项产能的 UNTP 合格评定凭证；经他人批准后生效。签发机构为密钥所属机构",
  },
  body: {
    schema: certificateBody,
    contentType: "application/json",
    example: { number: "CAP-2023-0017", site: "3012345000017", scope: { gtins: ["03012345000024"] }, quantity: { value: "18000", unit: "XBO" }, production: { from: "2023-01-01", to: "2024-01-01" } },
    also: { contentType: "application/vc+jwt", says: "A conformity credential as a JWT in compact form; its signature is not looked at, whoever submits it answers for it.", json: enveloped },
  },
  answers: {
    200: { says: { en: "The same certificate was submitted before", zh: "该证书此前已提交" }, schema: certificateAnswer },
    201: { says: { en: "Submitted", zh: "已提交" }, schema: certificateAnswer },
  },
  refusals: ["unknown-site", "unknown-product", "pieces-need-gtins", "pack-size-unknown", "pack-size-differs", "extract-exceeds-parent", "number-taken", "invalid-credential", "not-one-capacity"],
};

export const postDecision: Operation = {
  id: "postCapacityCertificateDecision",
  method: "POST",
  path: `${path}/decisions`,
  group: "certificates",
  admission: "certificate.decide",
  refusesByCommand: true,
  summary: { en: "Approve, suspend, reinstate or revoke a certificate, never one's own", zh: "批准、暂停、恢复或撤销证书（不得决定本机构提交的证书）" },
  parameters,
  body: { schema: decisionBody, contentType: "application/json", example: { decision: "approve", effective: "2026-03-01", reason: "Audit report A-17 confirms the yield." } },
  versioned: true,
  answers: { 200: { says: { en: "Decided", zh: "已决定" }, schema: certificateAnswer } },
  refusals: ["four-eyes", "not-allowed-in-status", "changed-meanwhile", "not-found"],
};

export const getCertificate: Operation = {
  id: "getCapacityCertificate",
  method: "GET",
  path,
  group: "certificates",
  admission: "certificate.read",
  summary: { en: "One capacity certificate with its decisions", zh: "单份产能证书及其决定" },
  parameters,
  versioned: true,
  answers: { 200: { says: { en: "The certificate", zh: "产能证书" }, schema: certificateAnswer } },
  refusals: ["not-found"],
};

const listQuery = z.strictObject({ q: searchField, status: z.enum(CERTIFICATE_STATUSES).optional(), site: z.string().max(200).optional().describe("GLN or registration number"), ...pageShape });

/** Which certificates are asked for, as parsed. */
export type CertificatesAsked = z.infer<typeof listQuery>;

export const listCertificates: Operation<CertificatesAsked> = {
  id: "listCapacityCertificates",
  method: "GET",
  path: "/api/v1/capacity-certificates",
  group: "certificates",
  admission: "certificate.read",
  summary: { en: "Capacity certificates, the newest first", zh: "产能证书，最新在前" },
  query: listQuery,
  answers: { 200: { says: { en: "A page of certificates", zh: "一页产能证书" }, schema: listOf(certificateRow) } },
};
