import { endProfile } from "#lib/risk/commands/profiles";
import { addressed } from "../../../../kernel/addressed.ts";
import { endpoint, serve } from "../../../../kernel/endpoint.ts";
import { postProfileEnd } from "../../../../operations/profiles.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(postProfileEnd, async ({ actor, parameters, body }) => ({ status: 200, body: await endProfile(actor, addressed(body, { profile: Number(parameters["profile"]) })) })),
);
