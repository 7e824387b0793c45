import { createHash } from "node:crypto";
import { formatsFor } from "../formats/registry.ts";
import type { EndpointCursor, PullSettings } from "../source.ts";
import { PullFailure } from "../sourceProblem.ts";
import { fetchOnce } from "./pull-fetch.ts";
import type { Hands, Piece, Progress } from "./pull-hands.ts";

type EndpointSettings = Extract<PullSettings, { kind: "json" | "csv" }>;
const USUAL = { json: "application/json", csv: "text/csv" } as const;

/** What an endpoint says now, with the marks by which the same answer is known again; null when it says it has not changed. */
export async function fetchDocument(hands: Pick<Hands, "reach">, settings: EndpointSettings, before: EndpointCursor | null): Promise<(Piece & { readonly cursor: EndpointCursor }) | null> {
  const headers = {
    accept: settings.kind === "csv" ? "text/csv, */*;q=0.1" : "application/json, application/ld+json, */*;q=0.1",
    ...(before?.etag == null ? {} : { "if-none-match": before.etag }),
    ...(before?.lastModified == null ? {} : { "if-modified-since": before.lastModified }),
  };
  const answer = await fetchOnce(hands.reach, settings.address, { signIn: settings.signIn, headers });
  if (answer.status === 304) return null;
  const cursor: EndpointCursor = { kind: "endpoint", etag: answer.header("etag") ?? null, lastModified: answer.header("last-modified") ?? null, sha256: createHash("sha256").update(answer.body).digest("hex") };
  return { body: answer.body, contentType: formatsFor(answer.contentType).length > 0 ? answer.contentType : USUAL[settings.kind], cursor };
}

/** Reads a JSON or CSV endpoint: its whole answer is one document, taken when it differs from the last. */
export async function pullEndpoint(hands: Hands, settings: EndpointSettings, before: EndpointCursor | null): Promise<Progress> {
  const read = await fetchDocument(hands, settings, before);
  if (read === null || read.cursor.sha256 === before?.sha256) return "all";
  const taken = await hands.take(read);
  if (taken.documentId === null) throw new PullFailure(taken.problem.code, taken.problem.facts);
  await hands.keep(read.cursor);
  return "all";
}
