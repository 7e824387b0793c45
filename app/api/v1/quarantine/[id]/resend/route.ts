import { Refusal } from "#lib/access/refusal";
import { resendQuarantined } from "#lib/feeds/commands/quarantine";
import { addressed } from "../../../../kernel/addressed.ts";
import { endpoint, serve } from "../../../../kernel/endpoint.ts";
import { postResend } from "../../../../operations/quarantine.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(postResend, async ({ actor, parameters, body }) => {
    const id = /^[1-9]\d{0,14}$/.exec(parameters["id"] ?? "")?.[0];
    if (id === undefined) throw new Refusal("not-found", "not-found", { kind: "quarantined", id: parameters["id"] ?? "" });
    const { captureId, outcome } = await resendQuarantined(actor, addressed(body, { id: Number(id) }));
    return { status: 200, body: { id: Number(id), captureID: captureId, outcome } };
  }),
);
