import { requestRun } from "#lib/feeds/commands/sources";
import { addressed } from "../../../../kernel/addressed.ts";
import { endpoint, serve } from "../../../../kernel/endpoint.ts";
import { postRun } from "../../../../operations/sources.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(postRun, async ({ actor, parameters, body }) => ({ status: 202, body: await requestRun(actor, addressed(body, { code: parameters["code"] })) })),
);
