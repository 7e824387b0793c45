import { describe, expect, it } from "vitest";
import { contentTypeOf } from "./send-document.ts";

describe("a file's content type", () => {
  it.each([
    ["events.json", "", "application/json"],
    ["events.JSONLD", "", "application/ld+json"],
    ["events.xml", "text/xml", "text/xml"],
    ["events", "", "application/json"],
    ["events.json", "text/plain", "application/json"],
  ])("of %s (%s) is %s", (name, type, wanted) => expect(contentTypeOf(name, type)).toBe(wanted));
});
