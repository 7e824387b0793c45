import type { EpcisCursor, PullSettings } from "../source.ts";
import { PullFailure } from "../sourceProblem.ts";
import { isKnownPage, lateIn, nextLink, NOTHING_READ, openWindow, pageRead, readPage, windowRead, type PageEvent } from "../sourcePaging.ts";
import { fetchOnce, type Fetched } from "./pull-fetch.ts";
import type { Hands, Progress } from "./pull-hands.ts";

type EpcisSettings = Extract<PullSettings, { kind: "epcis" }>;

/** One page of a remote EPCIS server: as it came, its events, and where the next one is. */
export type EpcisPage = { readonly answer: Fetched; readonly events: readonly PageEvent[]; readonly link: string | null };

/** Reads one page. */
export async function fetchPage(hands: Pick<Hands, "reach">, settings: EpcisSettings, address: string): Promise<EpcisPage> {
  const answer = await fetchOnce(hands.reach, address, { signIn: settings.signIn, home: settings.address, headers: { accept: "application/json, application/ld+json" } });
  const events = readPage(new TextDecoder().decode(answer.body));
  return { answer, events, link: nextLink(answer.header("link"), answer.url) };
}

/**
 * Reads a remote EPCIS server by record time, page after page, each page captured before the cursor moves past it. A page token that is no
 * longer known begins the window anew; pages that lead nowhere end the run with their name, and the window begins anew at the next.
 */
export async function pullEpcis(hands: Hands, settings: EpcisSettings, before: EpcisCursor | null): Promise<Progress> {
  let cursor = before ?? NOTHING_READ;
  while (hands.goesOn()) {
    const window = cursor.window ?? openWindow(settings, cursor, hands.now());
    const page = await pageOf(hands, settings, window.link, cursor);
    if (page === "lost") {
      cursor = { ...cursor, window: null };
      await hands.keep(cursor, { gaps: [{ kind: "page-lost", from: window.from === null ? null : new Date(window.from), to: null, facts: { page: window.pages + 1 } }] });
      continue;
    }
    const read = await pageReadOrAnew(hands, cursor, () => pageRead(window, cursor, page.events, page.link));
    const outcomes = isKnownPage(cursor, page.events) ? [] : await captured(hands, page);
    const known = lateIn(read, cursor, settings.overlapMinutes, page.events, (index) => isNew(outcomes[index]?.outcome));
    if (page.link !== null) {
      cursor = { ...cursor, window: known };
      await hands.keep(cursor);
      continue;
    }
    const end = windowRead(known, cursor);
    await hands.keep(end.cursor, { gaps: end.gaps });
    return "all";
  }
  return "more";
}

/** A page; "lost" where the server no longer knows the token that leads to it, while the window's own address is asked for anew. */
async function pageOf(hands: Hands, settings: EpcisSettings, link: string, cursor: EpcisCursor): Promise<EpcisPage | "lost"> {
  try {
    return await fetchPage(hands, settings, link);
  } catch (error) {
    const gone = error instanceof PullFailure && error.problem.code === "status" && [400, 404, 410].includes(Number(error.problem.facts["status"]));
    if (gone && cursor.window !== null) return "lost";
    throw error;
  }
}

/** Takes the window's next step; where pages lead nowhere, the window is put away first, so that the next run begins it anew. */
async function pageReadOrAnew<Result>(hands: Hands, cursor: EpcisCursor, step: () => Result): Promise<Result> {
  try {
    return step();
  } catch (error) {
    if (cursor.window !== null) await hands.keep({ ...cursor, window: null });
    throw error;
  }
}

async function captured(hands: Hands, { answer }: EpcisPage) {
  const taken = await hands.take({ body: answer.body, contentType: /json/i.test(answer.contentType) ? answer.contentType : "application/json" });
  if (taken.documentId === null) throw new PullFailure(taken.problem.code, taken.problem.facts, taken.problem.retryAfterSeconds);
  return taken.outcomes;
}

const isNew = (outcome: string | undefined): boolean => outcome === "accepted" || outcome === "warning";
