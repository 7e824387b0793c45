import { Refusal } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";
import { changeProfile } from "#lib/risk/commands/profiles";
import { profileVersions } from "#lib/risk/queries/profiles";
import { addressed } from "../../../kernel/addressed.ts";
import { endpoint, serve } from "../../../kernel/endpoint.ts";
import { getProfile, profileShown, putProfile } from "../../../operations/profiles.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(getProfile, async ({ actor, parameters }) => {
    const [profile, now] = [Number(parameters["profile"]), new Date()];
    const rows = Number.isSafeInteger(profile) ? await reading(actor, "rule.read", (tx) => profileVersions(tx, profile)) : [];
    if (rows.length === 0) throw new Refusal("not-found", "unknown-profile", { profile: parameters["profile"] ?? "" });
    return { status: 200, body: { versions: rows.map((row) => profileShown(row, now)) } };
  }),
  serve(putProfile, async ({ actor, parameters, body }) => ({ status: 200, body: await changeProfile(actor, addressed(body, { profile: Number(parameters["profile"]) })) })),
);
