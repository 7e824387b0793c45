import { describe, expect, it } from "vitest";
import { answerOf } from "./sign-in-call.ts";

describe("the answer to asking to be let in", () => {
  it.each([
    { what: "where to go", url: "http://127.0.0.1:3000/en/desk", answer: { kind: "go", to: "http://127.0.0.1:3000/en/desk" } },
    { what: "a refusal", url: "http://127.0.0.1:3000/api/auth/error?error=sign-in-refused", answer: { kind: "refused", code: "sign-in-refused", minutes: 0 } },
    { what: "a refusal with minutes", url: "http://127.0.0.1:3000/api/auth/error?error=sign-in-throttled%3A12", answer: { kind: "refused", code: "sign-in-throttled", minutes: 12 } },
    { what: "a word of next-auth's own", url: "http://127.0.0.1:3000/api/auth/error?error=Configuration", answer: { kind: "refused", code: "unexpected", minutes: 0 } },
    { what: "no reason", url: "http://127.0.0.1:3000/api/auth/signin?csrf=true", answer: { kind: "refused", code: "unexpected", minutes: 0 } },
  ])("is $what", ({ url, answer }) => {
    expect(answerOf(url)).toEqual(answer);
  });
});
