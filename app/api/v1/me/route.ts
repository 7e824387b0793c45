import { Refusal } from "#lib/access/refusal";
import { callerShown } from "../../kernel/caller.ts";
import { endpoint, serve } from "../../kernel/endpoint.ts";
import { getMe } from "../../operations/caller.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(getMe, async ({ actor }) => {
    if (actor.kind === "system") throw new Refusal("signed-out", "not-signed-in");
    return { status: 200, body: await callerShown(actor) };
  }),
);
