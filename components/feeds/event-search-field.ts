/** The field of the events' filter that the key `/` leads to. */
export const EVENT_SEARCH_FIELD = "event-what";
