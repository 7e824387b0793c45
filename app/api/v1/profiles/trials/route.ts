import { parsed } from "#lib/access/parsing";
import { reading } from "#lib/audit/command";
import { trialInput, triedOn } from "#lib/risk/queries/profile-trial";
import { endpoint, serve } from "../../../kernel/endpoint.ts";
import { postProfileTrial } from "../../../operations/profiles.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(postProfileTrial, async ({ actor, body }) => {
    const input = parsed(trialInput, body);
    return { status: 200, body: await reading(actor, "profile.write", (tx) => triedOn(tx, input)) };
  }),
);
