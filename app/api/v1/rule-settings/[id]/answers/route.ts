import { parsed } from "#lib/access/parsing";
import { Refusal } from "#lib/access/refusal";
import { confirmSetting, declineSetting, withdrawSetting } from "#lib/risk/commands/settings";
import { endpoint, serve } from "../../../../kernel/endpoint.ts";
import { numbered } from "../../../../kernel/numbered.ts";
import { postSettingAnswer, settingAnswerBody } from "../../../../operations/rules.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(postSettingAnswer, async ({ actor, parameters, body }) => {
    const id = numbered(parameters["id"]);
    if (id === undefined) throw new Refusal("not-found", "setting-unknown", { id: parameters["id"] ?? "" });
    const asked = parsed(settingAnswerBody, body);
    if (asked.answer === "decline") return { status: 200, body: await declineSetting(actor, { id, note: asked.note }) };
    return { status: 200, body: await (asked.answer === "confirm" ? confirmSetting : withdrawSetting)(actor, { id }) };
  }),
);
