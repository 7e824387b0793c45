import { reading } from "#lib/audit/command";
import { putAlert } from "#lib/dashboards/commands/alerts";
import { listAlerts } from "#lib/notices/queries";
import { endpoint, serve } from "../../kernel/endpoint.ts";
import { opened, sealed } from "../../kernel/paging.ts";
import { alertShown, listAlerts as operation, postAlert } from "../../operations/notices.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(operation, async ({ actor, query: { limit, after } }) => {
    const place = opened(after, (text) => /^\d{1,15}$/.test(text));
    const { rows, next } = await reading(actor, "alert.manage", (tx) => listAlerts(tx, { limit, after: place === undefined ? undefined : Number(place) }));
    return { status: 200, body: { items: rows.map(alertShown), next: sealed(next === null ? null : String(next)) } };
  }),
  serve(postAlert, async ({ actor, body }) => ({ status: 201, body: await putAlert(actor, body) })),
);
