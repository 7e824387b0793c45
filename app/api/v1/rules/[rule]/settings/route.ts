import { proposeSetting } from "#lib/risk/commands/settings";
import { addressed } from "../../../../kernel/addressed.ts";
import { endpoint, serve } from "../../../../kernel/endpoint.ts";
import { postSetting } from "../../../../operations/rules.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(postSetting, async ({ actor, parameters, body }) => ({ status: 201, body: await proposeSetting(actor, addressed(body, { rule: parameters["rule"] })) })),
);
