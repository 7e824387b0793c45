import { reading } from "#lib/audit/command";
import { examinationsOf } from "#lib/inspections/queries";
import { consignmentWork } from "#lib/triage/queries/work";
import { endpoint, serve } from "../../../kernel/endpoint.ts";
import { consignmentShown } from "../../../lodging/consignment.ts";
import { getConsignment } from "../../../operations/consignments.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(getConsignment, async ({ actor, parameters }) => {
    const body = await reading(actor, "desk.read", async (tx) => {
      const found = await consignmentWork(tx, parameters["number"] ?? "", actor);
      return consignmentShown(found, await examinationsOf(tx, found.row.id));
    });
    return { status: 200, body, version: body.version };
  }),
);
