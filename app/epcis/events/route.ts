import { reading } from "#lib/audit/command";
import { CAPTURE_BYTES } from "#lib/feeds/captureLimit";
import { captureEvent } from "#lib/feeds/commands/capture";
import { eventById } from "#lib/feeds/queries/events";
import { readUnpacked } from "../../api/kernel/body.ts";
import { json, resource } from "../adapter.ts";
import { eventWithProblems } from "../document.ts";
import { eventsOf } from "../eventList.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/epcis/events", {
  GET: (actor, request) => eventsOf(actor, request),
  POST: async (actor, request) => {
    const contentType = request.headers.get("content-type") ?? "";
    const captured = await captureEvent(actor, { body: await readUnpacked(request, CAPTURE_BYTES), contentType });
    const kept = await reading(actor, "event.capture", (tx) => eventById(tx, captured.eventID));
    const event = kept.at(-1);
    return json(event === undefined ? "" : eventWithProblems(event, captured), 201, { location: `/epcis/events/${encodeURIComponent(captured.eventID)}` });
  },
});
