import { reading } from "#lib/audit/command";
import { draftProfile } from "#lib/risk/commands/profiles";
import { listProfiles } from "#lib/risk/queries/profiles";
import { endpoint, serve } from "../../kernel/endpoint.ts";
import { opened, sealed } from "../../kernel/paging.ts";
import { listProfiles as operation, postProfile, profileShown } from "../../operations/profiles.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(operation, async ({ actor, query: { limit, after } }) => {
    const [place, now] = [opened(after, (text) => /^\d{1,15}$/.test(text)), new Date()];
    const { rows, next } = await reading(actor, "rule.read", (tx) => listProfiles(tx, { limit, after: place === undefined ? undefined : Number(place) }));
    return { status: 200, body: { items: rows.map(({ newest }) => profileShown(newest, now)), next: sealed(next === null ? null : String(next)) } };
  }),
  serve(postProfile, async ({ actor, body }) => {
    const done = await draftProfile(actor, body);
    return { status: 201, body: done, location: `/api/v1/profiles/${done.profile}` };
  }),
);
