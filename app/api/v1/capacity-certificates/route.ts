import type { Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { submitCertificate } from "#lib/certificates/commands/submit";
import { listCertificates, type CertificateRow } from "#lib/certificates/queries";
import { siteByPublicId, sitesByIds, type Page } from "#lib/parties/queries";
import { shownCertificate } from "../../kernel/certificate.ts";
import { endpoint, serve } from "../../kernel/endpoint.ts";
import { opened, sealed } from "../../kernel/paging.ts";
import { certificateIn } from "../../operations/credential.ts";
import { certificateRowShown, listCertificates as operation, postCertificate, type CertificatesAsked } from "../../operations/certificates.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(postCertificate, async ({ actor, body }) => {
    const { number, version, created } = await submitCertificate(actor, certificateIn(body, new Date()));
    const location = `/api/v1/capacity-certificates/${encodeURIComponent(number)}`;
    return { status: created ? 201 : 200, body: await shownCertificate(actor, number), version, ...(created ? { location } : {}) };
  }),
  serve(operation, async ({ actor, query }) => ({ status: 200, body: await pageOf(actor, query) })),
);

/** A page of certificates, each with the number its site is addressed by; an unknown site has none. */
async function pageOf(actor: Actor, { limit, after, q, status, site }: CertificatesAsked) {
  const place = opened(after, (text) => /^\d{1,15}$/.test(text));
  return reading(actor, "certificate.read", async (tx) => {
    const found = site === undefined ? undefined : await siteByPublicId(tx, site);
    const nothing: Page<CertificateRow> = { items: [], next: null };
    const page = site !== undefined && found === undefined ? nothing : await listCertificates(tx, { status, siteId: found?.id }, { q, limit, after: place });
    const sites = await sitesByIds(tx, [...new Set(page.items.map((row) => row.siteId))]);
    return { items: page.items.map((row) => certificateRowShown(row, sites.get(row.siteId)?.publicId ?? "")), next: sealed(page.next) };
  });
}
