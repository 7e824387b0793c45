import { Refusal } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";
import { putTransportDocument } from "#lib/consignments/commands/transport";
import { transportDocument } from "#lib/consignments/queries";
import { addressed } from "../../../kernel/addressed.ts";
import { endpoint, serve } from "../../../kernel/endpoint.ts";
import { getTransportDocument, putTransportDocument as operation, transportShown } from "../../../operations/transport.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(operation, async ({ actor, parameters, body, expectedVersion }) => {
    const { created, version, record } = await putTransportDocument(actor, addressed(body, { number: parameters["number"], expectedVersion }));
    return { status: created ? 201 : 200, body: transportShown(record), version, ...(created ? { location: `/api/v1/transport-documents/${encodeURIComponent(record.number)}` } : {}) };
  }),
  serve(getTransportDocument, async ({ actor, parameters }) => {
    const number = parameters["number"] ?? "";
    const record = await reading(actor, "transport-document.read", (tx) => transportDocument(tx, number));
    if (record === undefined) throw new Refusal("not-found", "not-found", { kind: "transport-document", id: number });
    return { status: 200, body: transportShown(record), version: record.version };
  }),
);
