import { Refusal } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";
import { settleStale } from "#lib/capacity/commands/current";
import { balanceOf } from "#lib/capacity/queries/balance";
import { siteByPublicId } from "#lib/parties/queries";
import { endpoint, serve } from "../../../kernel/endpoint.ts";
import { getBalance } from "../../../operations/capacity.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(getBalance, async ({ actor, query: { site, ...asked } }) => {
    const record = await reading(actor, "capacity.read", (tx) => siteByPublicId(tx, site));
    if (record === undefined) throw new Refusal("unprocessable", "unknown-site", { site }, [{ pointer: "/site", code: "unknown-site", detail: `No production site is known as ${site}.` }]);
    await settleStale(record.id);
    return { status: 200, body: await reading(actor, "capacity.read", (tx) => balanceOf(tx, { siteId: record.id, ...asked })) };
  }),
);
