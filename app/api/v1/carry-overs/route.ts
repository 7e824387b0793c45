import { reading } from "#lib/audit/command";
import { submitCarryOver } from "#lib/certificates/commands/carryOver";
import { waitingCarryOvers } from "#lib/certificates/queries";
import { sitesByIds } from "#lib/parties/queries";
import { endpoint, serve } from "../../kernel/endpoint.ts";
import { numberKey, pageByKey } from "../../kernel/paging.ts";
import { carryOverShown, listCarryOvers, postCarryOver } from "../../operations/accounting.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(listCarryOvers, async ({ actor, query }) =>
    reading(actor, "carry-over.decide", async (tx) => {
      const { items, next } = pageByKey(await waitingCarryOvers(tx), ({ id }) => numberKey(id), query, /^\d{15}$/);
      const sites = await sitesByIds(tx, [...new Set(items.map(({ siteId }) => siteId))]);
      return { status: 200, body: { items: items.map((one) => carryOverShown(one, sites.get(one.siteId)?.publicId ?? "")), next } };
    })),
  serve(postCarryOver, async ({ actor, body }) => ({ status: 201, body: await submitCarryOver(actor, body) })),
);
