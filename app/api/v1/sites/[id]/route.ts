import { Refusal } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";
import { putSite } from "#lib/parties/commands/site";
import { siteByPublicId } from "#lib/parties/queries";
import { addressed } from "../../../kernel/addressed.ts";
import { endpoint, serve } from "../../../kernel/endpoint.ts";
import { getSite, putSite as operation, siteShown } from "../../../operations/sites.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(operation, async ({ actor, parameters, body, expectedVersion }) => {
    const { created, version, record } = await putSite(actor, addressed(body, { id: parameters["id"], expectedVersion }));
    return { status: created ? 201 : 200, body: siteShown(record), version, ...(created ? { location: `/api/v1/sites/${encodeURIComponent(record.publicId)}` } : {}) };
  }),
  serve(getSite, async ({ actor, parameters }) => {
    const id = parameters["id"] ?? "";
    const record = await reading(actor, "master-data.read", (tx) => siteByPublicId(tx, id));
    if (record === undefined) throw new Refusal("not-found", "not-found", { kind: "site", id });
    return { status: 200, body: siteShown(record), version: record.version };
  }),
);
