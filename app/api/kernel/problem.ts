import { randomUUID } from "node:crypto";
import { createTranslator } from "next-intl";
import { Refusal } from "#lib/access/refusal";
import { sqlState } from "#lib/audit/command";
import enTitles from "#messages/en/problems.json" with { type: "json" };
import enSentences from "#messages/en/refusals.json" with { type: "json" };
import zhTitles from "#messages/zh-CN/problems.json" with { type: "json" };
import zhSentences from "#messages/zh-CN/refusals.json" with { type: "json" };
import { HttpRefusal, statusOf } from "./refused.ts";

/** A language the interface answers in. */
export type Language = "en" | "zh-CN";

/** RFC 9457: a problem as it is sent. */
export type Problem = { readonly type: string; readonly title: string; readonly status: number; readonly code: string; readonly detail: string; readonly [member: string]: unknown };

type Words = Readonly<Record<string, string>>;
const TITLES: Readonly<Record<Language, Words>> = { en: enTitles, "zh-CN": zhTitles };
const SENTENCES: Readonly<Record<Language, Words>> = { en: enSentences, "zh-CN": zhSentences };
const STANDARD = new Set(["type", "title", "status", "code", "detail", "errors"]);

/** The language a caller prefers by Accept-Language; English unless Chinese is asked for first. */
export function languageOf(headers: Headers): Language {
  const ranges = (headers.get("accept-language") ?? "").split(",").map((range) => {
    const [tag = "", ...parameters] = range.trim().toLowerCase().split(";");
    const weight = parameters.map((text) => /^\s*q=([\d.]+)$/.exec(text)?.[1]).find((text) => text !== undefined);
    return { tag, weight: weight === undefined ? 1 : Number(weight) };
  });
  const best = (language: string) => Math.max(0, ...ranges.filter(({ tag }) => tag === language || tag.startsWith(`${language}-`)).map(({ weight }) => weight));
  return best("zh") > best("en") ? "zh-CN" : "en";
}

/** A refusal as a problem: its code, its sentence in the caller's language, its facts, and a pointer to each thing wrong. */
export function problemOf(refusal: Refusal, language: Language): Problem {
  const status = statusOf(refusal);
  const facts = Object.fromEntries(Object.entries(refusal.facts).filter(([name]) => !STANDARD.has(name)));
  return {
    type: `urn:tallyhouse:problem:${refusal.code}`,
    title: TITLES[language][String(status)] ?? "",
    status,
    code: refusal.code,
    detail: sentenceOf(refusal, language),
    ...(refusal.errors.length > 0 ? { errors: refusal.errors } : {}),
    ...facts,
  };
}

/** A code without a sentence is answered by its own words, and a fact that was not given by a dash: the refusal stands. */
function sentenceOf(refusal: Refusal, language: Language): string {
  const sentence = SENTENCES[language][refusal.code];
  if (sentence === undefined) return refusal.code.replaceAll("-", " ");
  const asked = [...sentence.matchAll(/\{(\w+)/g)].map(([, name]) => [name ?? "", "—"]);
  const translate = createTranslator({ locale: language, messages: SENTENCES[language] });
  return translate(refusal.code, { ...Object.fromEntries(asked), ...refusal.facts });
}

/** The sentence of a code as it is written, with the names of its facts; empty for a code without one. */
export function sentenceTemplate(code: string, language: Language): string {
  return SENTENCES[language][code] ?? "";
}

/** What the driver and Postgres say of a database that is down, starts again or has no place left for a connection. */
const AWAY = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "CONNECT_TIMEOUT", "CONNECTION_CLOSED", "CONNECTION_ENDED", "CONNECTION_DESTROYED", "57P01", "57P02", "57P03", "53300"]);
const BACK_IN_SECONDS = 5;

/**
 * An error as a refusal: an expected no as it is; a database that is away is told as such, with when to come again; anything else is a defect.
 * Both are logged under an id that the caller is told.
 */
export function asRefusal(error: unknown, doing: string): Refusal {
  if (error instanceof Refusal) return error;
  const id = randomUUID();
  console.error(
    JSON.stringify({
      level: "error",
      id,
      doing,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      cause: error instanceof Error && error.cause instanceof Error ? error.cause.message : undefined,
    }),
  );
  if (AWAY.has(sqlState(error))) return new HttpRefusal(503, "database-away", { id }, { headers: { "retry-after": String(BACK_IN_SECONDS) } });
  return new HttpRefusal(500, "unexpected", { id });
}

/** A refusal as the answer to a request. */
export function problemResponse(refusal: Refusal, request: Request): Response {
  const language = languageOf(request.headers);
  const headers = new Headers({ "content-type": "application/problem+json", "content-language": language, "cache-control": "no-store" });
  if (refusal.kind === "signed-out") headers.set("www-authenticate", request.headers.has("authorization") ? 'Bearer realm="tallyhouse", error="invalid_token"' : 'Bearer realm="tallyhouse"');
  const wait = refusal.facts["retryAfterSeconds"];
  if (refusal.kind === "too-many" && wait !== undefined) headers.set("retry-after", String(wait));
  if (refusal instanceof HttpRefusal) for (const [name, value] of Object.entries(refusal.headers)) headers.set(name, value);
  return new Response(JSON.stringify(problemOf(refusal, language)), { status: statusOf(refusal), headers });
}
