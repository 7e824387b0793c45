import { parsed } from "#lib/access/parsing";
import { Refusal } from "#lib/access/refusal";
import { confirmSelection, declineSelection, withdrawSelection } from "#lib/triage/commands/selection";
import { endpoint, serve } from "../../../../../kernel/endpoint.ts";
import { numbered } from "../../../../../kernel/numbered.ts";
import { postSelectionAnswer, selectionAnswerBody, selectionShown } from "../../../../../operations/selection.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(postSelectionAnswer, async ({ actor, parameters, body }) => {
    const id = numbered(parameters["id"]);
    if (id === undefined) throw new Refusal("not-found", "unknown-proposal", { id: parameters["id"] ?? "" });
    const asked = parsed(selectionAnswerBody, body);
    if (asked.answer === "decline") return { status: 200, body: selectionShown(await declineSelection(actor, { id, note: asked.note })) };
    return { status: 200, body: selectionShown(await (asked.answer === "confirm" ? confirmSelection : withdrawSelection)(actor, { id })) };
  }),
);
