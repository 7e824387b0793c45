import { may } from "#lib/access/actor";
import { cameSecurely, cookieOf, sessionCookie } from "#lib/access/cookie";
import type { PersonActor } from "#lib/access/queries";
import { signedInOfRequest } from "#lib/access/session";
import { savedViewsOf } from "#lib/triage/queries/saved-views";
import { RAIL_COOKIE, railIsPinned } from "../../components/frame/rail-cookie.ts";
import type { Written } from "../../components/frame/written.ts";
import { asIs, HELD_MS, holding, outlookOf } from "../api/desk/held.ts";
import { company } from "./company.ts";
import { drawn, isDrawing, type Drawn } from "./drawing.ts";
import { filled } from "./stencil.ts";

/** As many documents are held in this process, of some 200 kB each. */
const MOST_HELD = 60;
/** As many addresses are remembered, to see which are asked for by more than one. */
const MOST_ADDRESSES = 1_000;
const ADDRESS = /^\/(en|zh-CN)\/desk$/;

const heldDocument = holding<Drawn | undefined>(MOST_HELD);
const comesInCompany = company(HELD_MS, MOST_ADDRESSES);

/**
 * The desk's document for who asks, out of one drawing for all who see the same: of one role, office and scope, in one language and theme, at one address.
 * The session is asked for each time, and once more after a drawing: what was drawn for a role that changed meanwhile is nobody's. Undefined where the page is to be drawn as any other: for who asks alone, is not let in or is sent elsewhere,
 * for what is no document, and where the drawing failed.
 */
export async function deskDocument(request: Request, nonce: string, { draw = drawn, inCompany = comesInCompany } = {}): Promise<Response | undefined> {
  const { pathname, search, searchParams } = new URL(request.url);
  const [, locale] = ADDRESS.exec(pathname) ?? [];
  if (locale === undefined || !asksForDocument(request) || isDrawing(request.headers)) return undefined;
  const document = `${pathname}${search}`;
  if (!inCompany(document, performance.now())) return undefined;
  try {
    const signedIn = await signedInOfRequest(request);
    if (signedIn === undefined || signedIn.passwordTemporary || !may(signedIn.actor, "desk.read")) return undefined;
    const { actor } = signedIn;
    const { cookie, look } = looksOf(request);
    const keyOf = (person: PersonActor) => JSON.stringify([document, person.role, person.office, outlookOf(person, searchParams), look]);
    const drawing = async () => {
      const made = await draw(document, { cookie, secure: cameSecurely(request.headers) });
      const after = await signedInOfRequest(request);
      return after !== undefined && keyOf(after.actor) === keyOf(actor) ? made : undefined;
    };
    const [found, views] = await Promise.all([heldDocument(keyOf(actor), drawing), savedViewsOf(actor.id)]);
    if (found === undefined) return undefined;
    const written: Written = { name: locale === "en" ? actor.name : signedIn.nameZh, login: actor.login, who: { id: actor.id, name: actor.name }, views };
    return new Response(asIs(filled(found.stencil, nonce, written)), { headers: headersOf(found, nonce) });
  } catch (error) {
    console.error("The desk's document could not be taken from a held drawing, and is drawn for one person:", error);
    return undefined;
  }
}

/** A browser that opens or reloads the screen, or a program that takes what it is given. What a browser's router fetches of a screen it moves to, and what forms send, is no document. */
function asksForDocument({ method, headers }: Request): boolean {
  const accepted = headers.get("accept") ?? "*/*";
  const byBrowser = (headers.get("user-agent") ?? "").startsWith("Mozilla/");
  return (method === "GET" || method === "HEAD") && (accepted.includes("text/html") || (!byBrowser && accepted.includes("*/*")));
}

/** How the screen looks by this browser, and the cookies by which it is drawn: these and the session, so that a drawing can depend on no other. */
function looksOf({ headers }: Request): { readonly look: readonly string[]; readonly cookie: string } {
  const sent = headers.get("cookie");
  const asked = cookieOf(sent, "theme");
  const theme = asked === "light" || asked === "dark" ? asked : "system";
  const rail = railIsPinned(cookieOf(sent, RAIL_COOKIE)) ? "open" : "";
  const session = sessionCookie(cameSecurely(headers));
  return { look: [theme, rail, session], cookie: `${session}=${cookieOf(sent, session) ?? ""}; theme=${theme}; ${RAIL_COOKIE}=${rail}` };
}

/** The headers of a drawing, under the answer's own nonce where they name one. */
function headersOf({ stencil, headers }: Drawn, nonce: string): Headers {
  return new Headers(Object.entries(headers).map(([name, value]) => [name, value.replaceAll(stencil.nonce, nonce)] as [string, string]));
}
