import { describe, expect, it } from "vitest";
import { crossSite } from "./origin.ts";

const cookie = "tallyhouse-session=x";

describe("a request another site made a browser send", () => {
  it.each([
    { what: "a change from this site", method: "POST", headers: { cookie, "sec-fetch-site": "same-origin" }, forged: false },
    { what: "a change typed into the address bar", method: "POST", headers: { cookie, "sec-fetch-site": "none" }, forged: false },
    { what: "a change from another site", method: "POST", headers: { cookie, "sec-fetch-site": "cross-site" }, forged: true },
    { what: "a change from a neighbour under the same domain", method: "DELETE", headers: { cookie, "sec-fetch-site": "same-site" }, forged: true },
    { what: "reading from another site", method: "GET", headers: { cookie, "sec-fetch-site": "cross-site" }, forged: false },
    { what: "a change without a cookie", method: "POST", headers: { "sec-fetch-site": "cross-site" }, forged: false },
    { what: "an older browser of this site", method: "PUT", headers: { cookie, origin: "http://desk.example:3000", host: "desk.example:3000" }, forged: false },
    { what: "an older browser of this site behind a proxy", method: "PUT", headers: { cookie, origin: "https://desk.example", host: "127.0.0.1:3000", "x-forwarded-host": "desk.example" }, forged: false },
    { what: "an older browser of another site", method: "PUT", headers: { cookie, origin: "http://evil.example", host: "desk.example:3000" }, forged: true },
    { what: "an opaque origin", method: "PUT", headers: { cookie, origin: "null", host: "desk.example:3000" }, forged: true },
  ])("$what: $forged", ({ method, headers, forged }) => {
    expect(crossSite(method, new Headers(headers as Record<string, string>))).toBe(forged);
  });
});
