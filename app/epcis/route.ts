import { json, resource } from "./adapter.ts";
import { collection } from "./document.ts";
import { mediaOf } from "./negotiation.ts";

const TOP = ["queries", "capture", "events", "eventTypes", "epcs", "readPoints", "bizLocations", "dispositions", "bizSteps"];

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/epcis", {
  GET: async (_actor, request) => json(collection(TOP), 200, { "content-type": mediaOf(request.headers) }),
});
