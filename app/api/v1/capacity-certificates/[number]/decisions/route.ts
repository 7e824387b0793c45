import { decideCertificate } from "#lib/certificates/commands/decide";
import { addressed } from "../../../../kernel/addressed.ts";
import { shownCertificate } from "../../../../kernel/certificate.ts";
import { endpoint, serve } from "../../../../kernel/endpoint.ts";
import { postDecision } from "../../../../operations/certificates.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(postDecision, async ({ actor, parameters, body, expectedVersion }) => {
    const { number, version } = await decideCertificate(actor, addressed(body, { number: parameters["number"], expectedVersion }));
    return { status: 200, body: await shownCertificate(actor, number), version };
  }),
);
