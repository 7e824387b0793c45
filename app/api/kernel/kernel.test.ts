import { randomBytes } from "node:crypto";
import { channel } from "node:diagnostics_channel";
import { gzipSync } from "node:zlib";
import { describe, expect, it, vi } from "vitest";
import { openPool } from "#db/client";
import { Refusal } from "#lib/access/refusal";
import { linesOf } from "../lodging/lines.ts";
import { readBytes, readUnpacked } from "./body.ts";
import { count, countRequest, exposition } from "./metrics.ts";
import { parametersOf } from "./operation.ts";
import { opened, sealed } from "./paging.ts";
import { decodable, fromThisMachine, markPeers } from "./peer.ts";
import { asRefusal, languageOf, problemOf, problemResponse } from "./problem.ts";

describe("the language of an answer", () => {
  it.each([
    ["", "en"],
    ["zh-CN,zh;q=0.9,en;q=0.8", "zh-CN"],
    ["en-GB, zh;q=0.5", "en"],
    ["fr, zh-Hans;q=0.3", "zh-CN"],
    ["zh;q=0", "en"],
    ["zh;q=x", "zh-CN"],
  ])("asked for by %j is %s", (asked, language) => {
    expect(languageOf(new Headers({ "accept-language": asked }))).toBe(language);
  });
});

describe("a problem", () => {
  it("keeps its own members from facts of the same name", () => {
    expect(problemOf(new Refusal("conflict", "not-allowed-in-status", { status: "revoked", certificate: "C-1" }), "en")).toMatchObject({
      status: 409,
      certificate: "C-1",
      type: "urn:tallyhouse:problem:not-allowed-in-status",
    });
  });

  it("is worded without the facts that were not given", () => {
    expect(problemOf(new Refusal("not-found", "unknown-consignment"), "en").detail).toContain("—");
  });

  it("tells a database that is away from a defect, and when to come again", async () => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const away = openPool("postgres://nobody@127.0.0.1:1/none", 1);
    const error: unknown = await away.db.execute("select 1").catch((failed: unknown) => failed);
    const request = new Request("http://127.0.0.1/api/v1/me");
    const answer = problemResponse(asRefusal(error, "a test"), request);
    expect([answer.status, answer.headers.get("retry-after"), await answer.json()]).toEqual([503, "5", expect.objectContaining({ code: "database-away", id: expect.any(String) })]);
    expect(problemResponse(asRefusal(new TypeError("x is not a function"), "a test"), request).status).toBe(500);
    expect(logged).toHaveBeenCalledTimes(2);
    logged.mockRestore();
    await away.sql.end();
  });

  it("has its code's words where nobody wrote a sentence", () => {
    expect(problemOf(new Refusal("conflict", "never-worded-before"), "zh-CN").detail).toBe("never worded before");
  });
});

describe("a body that trickles", () => {
  const pace = { graceMs: 60, bytesPerSecond: 1000, pauseMs: 100 };
  const trickling = (bytes: Uint8Array, everyMs: number) => {
    let at = 0;
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => new Promise((done) => {
        setTimeout(() => {
          if (at < bytes.length) controller.enqueue(bytes.slice(at, ++at));
          else controller.close();
          done();
        }, everyMs);
      }),
    });
    return new Request("http://127.0.0.1/", { method: "POST", body: stream, duplex: "half" } as RequestInit);
  };

  it("is answered with 408 when its grace is over, and told so", async () => {
    const began = performance.now();
    await expect(readBytes(trickling(new Uint8Array(10_000), 10), 1000, pace)).rejects.toMatchObject({ status: 408, code: "too-slow", headers: { connection: "close" } });
    expect(performance.now() - began).toBeLessThan(1000);
  });

  it.each([["that pauses too long", trickling(new Uint8Array(2), 300)], ["packed", trickling(gzipSync(randomBytes(10_000)), 10)]])("%s is let go as well", async (what, request) => {
    const sent = what === "packed" ? new Request(request, { headers: { "content-encoding": "gzip" } }) : request;
    await expect(readUnpacked(sent, 1000, pace)).rejects.toMatchObject({ status: 408 });
  });

  it("in time is read whole", async () => {
    expect(await readBytes(trickling(new Uint8Array(3), 1), 1000, pace)).toHaveLength(3);
  });
});

describe("the names in a path", () => {
  it.each([
    ["/api/v1/declarations/a%2Fb%20c", { number: "a/b c" }],
    ["/api/v1/declarations/%E9%85%92", { number: "酒" }],
    ["/api/v1/declarations/%FF", undefined],
    ["/api/v1/declarations/", undefined],
    ["/api/v1/declarations/a/b", undefined],
    ["/api/v1/products/a", undefined],
  ])("of %s are %j", (pathname, found) => {
    expect(parametersOf("/api/v1/declarations/{number}", pathname)).toEqual(found);
  });
});

describe("a place in a list", () => {
  it("comes back as it was sealed, and nothing else is taken", () => {
    const digits = (text: string): boolean => /^\d+$/.test(text);
    expect(opened(sealed("42") ?? undefined, digits)).toBe("42");
    for (const made of ["42", "NDI=", Buffer.from("x").toString("base64url")]) expect(() => opened(made, digits)).toThrow(Refusal);
  });
});

describe("this machine itself", () => {
  it("cannot be told where nobody marks the peers", () => {
    expect(fromThisMachine(new Headers({ "x-tallyhouse-peer": "127.0.0.1" }))).toBe(false);
    markPeers();
  });

  it.each([
    [{ "x-tallyhouse-peer": "127.0.0.1", "x-forwarded-for": "127.0.0.1" }, true],
    [{ "x-tallyhouse-peer": "::ffff:127.0.0.1" }, true],
    [{ "x-tallyhouse-peer": "127.0.0.1", "x-forwarded-for": "203.0.113.9, 127.0.0.1" }, false],
    [{ "x-tallyhouse-peer": "10.0.0.7", "x-forwarded-for": "127.0.0.1" }, false],
    [{ "x-forwarded-for": "127.0.0.1" }, false],
  ])("%j: %s", (headers, here) => {
    expect(fromThisMachine(new Headers(headers))).toBe(here);
  });
});

describe("an address", () => {
  it.each([
    ["/api/v1/products/1?q=%E9%85%92", "/api/v1/products/1?q=%E9%85%92"],
    ["/api/v1/sites/a%2Fb%20c", "/api/v1/sites/a%2Fb%20c"],
    ["/api/v1/sites/%FF", "/api/v1/sites/%EF%BF%BD"],
    ["/api/v1/sites/%E4%BD", "/api/v1/sites/%EF%BF%BD"],
    ["/api/v1/sites/a%00b?q=%00", "/api/v1/sites/a%EF%BF%BDb?q=%EF%BF%BD"],
    ["/api/v1/sites/100%", "/api/v1/sites/100%25"],
  ])("%s can be decoded as %s", (given, read) => {
    expect(decodable(given)).toBe(read);
    expect(() => decodeURIComponent(decodable(given))).not.toThrow();
  });
});

describe("a method that Next has no door for", () => {
  const asked = (method: string, url: string) => {
    const request = { method, url, headers: { "x-tallyhouse-method": "GET" } as Record<string, string> };
    channel("http.server.request.start").publish({ request, socket: { remoteAddress: "127.0.0.1" } });
    return request;
  };

  it.each([
    ["TRACE", "/api/v1/products", "PATCH", "/api/v1/products", "TRACE"],
    ["PROPFIND", "/epcis/events", "PATCH", "/epcis/events", "PROPFIND"],
    ["TRACE", "/en/desk", "PATCH", "/api/health", "TRACE"],
    ["GET", "/en/desk", "GET", "/en/desk", undefined],
  ])("%s %s is refused like %s %s, and told as %s", (method, url, by, at, told) => {
    const request = asked(method, url);
    expect([request.method, request.url, request.headers["x-tallyhouse-method"]]).toEqual([by, at, told]);
  });
});

describe("lines of a batch", () => {
  const cut = async (...chunks: string[]) => {
    async function* arriving() {
      for (const chunk of chunks) yield new TextEncoder().encode(chunk);
    }
    const lines: unknown[] = [];
    for await (const some of linesOf(arriving())) lines.push(...some.map((one) => ("bytes" in one ? [one.line, new TextDecoder().decode(one.bytes)] : [one.line, one.refused.code])));
    return lines;
  };

  it.each([
    [["a\nb\n"], [[1, "a"], [2, "b"]]],
    [["a\r\n\r\n \nb"], [[1, "a\r"], [4, "b"]]],
    [["{\"a\"", ":1}", "\n{"], [[1, '{"a":1}'], [2, "{"]]],
    [[""], []],
    [["x".repeat(1_000_000), "\ny"], [[1, "x".repeat(1_000_000)], [2, "y"]]],
    [["x".repeat(1_000_000), "x\ny"], [[1, "too-large"], [2, "y"]]],
  ])("are cut wherever the chunks end (case %#)", async (chunks, lines) => {
    expect(await cut(...chunks)).toEqual(lines);
  });
});

describe("metrics", () => {
  it("count requests, durations in buckets, and read as Prometheus text", () => {
    countRequest("GET", "/api/v1/test", 200, 0.02);
    countRequest("GET", "/api/v1/test", 200, 7);
    count("tallyhouse_line_verdicts_total", { verdict: "exceeds" }, 3);
    const lines = exposition([{ name: "tallyhouse_test", help: "A test.", values: [{ labels: { kind: 'a"b' }, value: 2 }] }]).split("\n");
    expect(lines).toEqual(expect.arrayContaining([
      'tallyhouse_http_requests_total{method="GET",route="/api/v1/test",status="200"} 2',
      'tallyhouse_http_request_duration_seconds_bucket{method="GET",route="/api/v1/test",le="0.01"} 0',
      'tallyhouse_http_request_duration_seconds_bucket{method="GET",route="/api/v1/test",le="0.025"} 1',
      'tallyhouse_http_request_duration_seconds_bucket{method="GET",route="/api/v1/test",le="10"} 2',
      'tallyhouse_http_request_duration_seconds_count{method="GET",route="/api/v1/test"} 2',
      'tallyhouse_line_verdicts_total{verdict="exceeds"} 3',
      'tallyhouse_test{kind="a\\"b"} 2',
    ]));
  });
});
