import { reading } from "#lib/audit/command";
import { trainModel } from "#lib/risk/commands/models";
import { listModels } from "#lib/risk/queries/models";
import { endpoint, serve } from "../../kernel/endpoint.ts";
import { opened, sealed } from "../../kernel/paging.ts";
import { listModels as listing, modelShown, postModel } from "../../operations/models.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(listing, async ({ actor, query: { limit, after } }) => {
    const place = opened(after, (text) => /^[1-9]\d{0,14}$/.test(text));
    const { rows, next } = await reading(actor, "rule.read", (tx) => listModels(tx, { limit, after: place === undefined ? undefined : Number(place) }));
    return { status: 200, body: { items: rows.map(modelShown), next: sealed(next === null ? null : String(next)) } };
  }),
  serve(postModel, async ({ actor, body }) => {
    const made = await trainModel(actor, body);
    return { status: 202, body: made, location: `/api/v1/models/${made.id}` };
  }),
);
