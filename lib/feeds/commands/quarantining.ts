import type { Transaction } from "#db/client";
import { quarantined } from "#db/schema/feeds-quarantine";
import type { Admission } from "../admission.ts";
import type { EventProblem, ReadEvent } from "../event.ts";
import { readJson } from "../exactJson.ts";
import type { Failure } from "./opening.ts";

/** The document whose parts go into quarantine. */
export type Whence = { readonly documentId: string; readonly organisation: number; readonly format: string; readonly contentType: string; readonly now: Date };

const AT_ONCE = 500;
const MOST_PROBLEMS = 100;

/** Puts the events that were rejected for what they say themselves into quarantine, each as JSON with the context its words need. `sent` are the events as read. */
export async function quarantineEvents(tx: Transaction, whence: Whence, sent: readonly ReadEvent[], { outcomes }: Admission, text: string): Promise<void> {
  const document = documentOf(text);
  const rejected = outcomes.flatMap((outcome, at) => {
    const event = sent[at];
    const problems = outcome.problems.filter(({ code }) => code !== "rolled-back");
    return event === undefined || outcome.outcome !== "rejected" || problems.length < outcome.problems.length ? [] : [{ event, problems }];
  });
  const rows = rejected.map(({ event, problems }) => ({
    ...common(whence, problems),
    eventIndex: event.index,
    pointer: event.pointer,
    eventId: storable(event.eventID),
    body: storable((event.content ?? event.broken)?.bodyText ?? partOf(document(), event.pointer)) ?? "",
    context: withoutNul((event.content ?? event.broken)?.context ?? contextOf(document())),
  }));
  for (let at = 0; at < rows.length; at += AT_ONCE) await tx.insert(quarantined).values(rows.slice(at, at + AT_ONCE));
}

/** Puts a document that could not be taken in into quarantine, whole: as text, or as base64 where it is none. */
export async function quarantineDocument(tx: Transaction, whence: Whence, bytes: Uint8Array, text: string | undefined, { problems }: Failure): Promise<void> {
  const readable = text !== undefined && !text.includes("\u0000");
  await tx.insert(quarantined).values({
    ...common(whence, problems),
    pointer: "",
    body: readable ? text : Buffer.from(bytes).toString("base64"),
    bodyEncoding: readable ? "text" : "base64",
  });
}

function common({ documentId, organisation, format, contentType, now }: Whence, problems: readonly EventProblem[]) {
  return { documentId, sourceOrganisationId: organisation, format, contentType, problems: problems.slice(0, MOST_PROBLEMS), createdAt: now };
}

/** Text without the one character that Postgres keeps in none. */
const storable = (text: string | null): string | null => text?.replaceAll("\u0000", "\uFFFD") ?? null;

/** A value whose JSON holds no U+0000 and no half of a surrogate pair, which jsonb takes neither of. */
function withoutNul(value: unknown): unknown {
  const text = JSON.stringify(value);
  return text === undefined ? null : JSON.parse(text.replaceAll(/(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/gi, "$1\uFFFD"));
}

/** The document as JSON, read once and only when it is asked for; undefined when it is none. */
function documentOf(text: string): () => unknown {
  let read: { readonly value: unknown } | undefined;
  return () => {
    if (read === undefined) {
      const json = readJson(text);
      read = { value: json.ok ? json.value : undefined };
    }
    return read.value;
  };
}

const within = (value: unknown, name: string): unknown => (typeof value === "object" && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined);

const contextOf = (document: unknown): unknown => within(document, "@context");

/** What stands at a JSON pointer (RFC 6901), as JSON; empty when nothing does. */
function partOf(document: unknown, pointer: string): string {
  const found = pointer.split("/").slice(1).reduce((value, name) => within(value, name.replaceAll("~1", "/").replaceAll("~0", "~")), document);
  return JSON.stringify(found) ?? "";
}
