import { Refusal } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";
import { eventById } from "#lib/feeds/queries/events";
import { resource } from "../../adapter.ts";
import { named } from "../../address.ts";
import { eventsAnswer } from "../../eventList.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/epcis/events/{eventID}", {
  GET: async (actor, request) => {
    const id = named(request, "events");
    const events = await reading(actor, "event.read", (tx) => eventById(tx, id));
    if (events.length === 0) throw new Refusal("not-found", "unknown-event", { id: id.slice(0, 200) });
    return eventsAnswer(request, events);
  },
});
