import { eventsOfValue } from "../../../topLevel.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = eventsOfValue("eventTypes", "eventType");
