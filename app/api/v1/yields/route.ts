import { reading } from "#lib/audit/command";
import { recordYield } from "#lib/trace/commands/policy";
import { yieldRows } from "#lib/trace/queries/genealogy";
import { endpoint, serve } from "../../kernel/endpoint.ts";
import { numberKey, pageByKey } from "../../kernel/paging.ts";
import { listYields, postYield, yieldShown } from "../../operations/accounting.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(listYields, async ({ actor, query }) => {
    const { items, next } = pageByKey(await reading(actor, "certificate.read", yieldRows), ({ id }) => numberKey(id), query, /^\d{15}$/);
    return { status: 200, body: { items: items.map(yieldShown), next } };
  }),
  serve(postYield, async ({ actor, body }) => ({ status: 201, body: await recordYield(actor, body) })),
);
