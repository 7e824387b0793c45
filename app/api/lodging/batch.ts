import type { Actor } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { lodge, lodgeMany } from "#lib/lodging/commands/combine";
import type { Lodged, Outcome } from "#lib/lodging/lodged";
import { bodyChunks, jsonOf } from "../kernel/body.ts";
import { count } from "../kernel/metrics.ts";
import { asRefusal, languageOf, problemOf, type Language } from "../kernel/problem.ts";
import { linesOf, type RawLine } from "./lines.ts";

/**
 * Lodges a batch as it arrives and streams one result a line, in order. What came in one piece is lodged together. Reading never
 * waits for the caller to read: one who sends everything before looking at an answer is not stuck.
 */
export function lodgeLines(actor: Actor, request: Request): ReadableStream<Uint8Array> {
  const language = languageOf(request.headers);
  const text = new TextEncoder();
  return new ReadableStream({
    async start(controller) {
      try {
        for await (const lines of linesOf(bodyChunks(request))) {
          if (request.signal.aborted) return;
          for (const result of await answersTo(actor, lines, language)) controller.enqueue(text.encode(`${JSON.stringify(result)}\n`));
        }
        controller.close();
      } catch (error) {
        controller.error(error);
      }
    },
  });
}

async function answersTo(actor: Actor, lines: readonly RawLine[], language: Language): Promise<object[]> {
  const read = lines.map(bodyOf);
  const outcomes = await lodged(actor, read.flatMap((one) => ("body" in one ? [one.body] : [])));
  let next = 0;
  return read.map((one) => {
    const outcome = "body" in one ? (outcomes[next++] ?? { refused: new Refusal("bad-input", "invalid-input") }) : one;
    return "refused" in outcome ? { ...problemOf(outcome.refused, language), line: one.line } : shown(outcome.lodged);
  });
}

function bodyOf(raw: RawLine): { readonly line: number; readonly body: unknown } | { readonly line: number; readonly refused: Refusal } {
  if ("refused" in raw) return raw;
  try {
    return { line: raw.line, body: jsonOf(raw.bytes) };
  } catch (error) {
    return { line: raw.line, refused: asRefusal(error, "a line of a batch") };
  }
}

/** All together; where that fails unexpectedly, one by one: what was lodged already answers as it did, and one defect spoils one line. */
async function lodged(actor: Actor, bodies: readonly unknown[]): Promise<readonly Outcome[]> {
  try {
    return await lodgeMany(actor, bodies);
  } catch (error) {
    asRefusal(error, "a piece of a batch");
    const outcomes: Outcome[] = [];
    for (const body of bodies) outcomes.push(await lodge(actor, body).then((done) => ({ lodged: done }), (failed: unknown) => ({ refused: asRefusal(failed, "a line of a batch") })));
    return outcomes;
  }
}

/** A lodging as it is answered, counted on the way. */
export function shown(done: Lodged): Lodged {
  count("tallyhouse_declarations_lodged_total", { outcome: done.created ? "created" : "revised" });
  for (const { capacity } of done.lines) count("tallyhouse_line_verdicts_total", { verdict: capacity.verdict });
  return done;
}
