import { shownCertificate } from "../../../kernel/certificate.ts";
import { endpoint, serve } from "../../../kernel/endpoint.ts";
import { getCertificate } from "../../../operations/certificates.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(getCertificate, async ({ actor, parameters }) => {
    const body = await shownCertificate(actor, parameters["number"] ?? "");
    return { status: 200, body, version: body.version };
  }),
);
