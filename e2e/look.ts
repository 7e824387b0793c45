import { AxeBuilder } from "@axe-core/playwright";
import type { Page, Request } from "playwright";

/** Everything that goes wrong in a page from now on: console errors, errors nobody caught, requests that fail or are refused. */
export type Watch = {
  /** What went wrong since the last look, as sentences; the list is emptied. */
  readonly taken: () => string[];
  /** The server's answers of 400 and above that are part of a story, by the end of their address. */
  readonly expect: (address: RegExp) => void;
  /** Resolves when no request but a live stream has been under way for a moment, and nothing says it is busy; after ten seconds at the latest. */
  readonly settled: () => Promise<void>;
};

/** The browser's own word for an answer of 400 and above, which is told here with its address. */
const TOLD_OTHERWISE = /^Failed to load resource: the server responded/;
const QUIET_MS = 150;

/** Rules of axe whose violations are moderate at most. */
const MILD = ["region", "landmark-unique"];

/** What Next fetches ahead for links in sight: it is no part of this page, and Next leaves some of it unread. */
function isPrefetch(request: Request): boolean {
  return Object.keys(request.headers()).some((name) => /^next-router-(?:segment-)?prefetch$/.test(name));
}

/** Watches a page. */
export function watch(page: Page): Watch {
  const wrong: string[] = [];
  const expected: RegExp[] = [];
  const open = new Set<unknown>();
  let lastChange = 0;
  const changed = (): void => void (lastChange = performance.now());
  page.on("console", (message) => {
    if (message.type() === "error" && !TOLD_OTHERWISE.test(message.text())) wrong.push(`console: ${message.text().slice(0, 400)}`);
  });
  page.on("pageerror", (error) => void wrong.push(`error: ${error.message.slice(0, 400)}`));
  page.on("request", (request) => {
    if (request.resourceType() === "eventsource" || isPrefetch(request)) return;
    open.add(request);
    changed();
  });
  page.on("requestfinished", (request) => {
    open.delete(request);
    changed();
  });
  page.on("requestfailed", (request) => {
    open.delete(request);
    changed();
    const reason = request.failure()?.errorText ?? "";
    if (reason !== "net::ERR_ABORTED") wrong.push(`request: ${request.method()} ${request.url()} ${reason}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400 && !expected.some((address) => address.test(response.url()))) wrong.push(`answer: ${response.status()} ${response.request().method()} ${response.url()}`);
  });
  return {
    taken: () => wrong.splice(0),
    expect: (address) => void expected.push(address),
    settled: async () => {
      const deadline = performance.now() + 10_000;
      while (performance.now() < deadline) {
        if (open.size === 0 && performance.now() - lastChange > QUIET_MS && (await page.locator('[aria-busy="true"]').count()) === 0) return;
        await page.waitForTimeout(25);
      }
    },
  };
}

/** The serious and critical violations that axe sees on a page, each with the first places it is at; `colours` are the dearest to look at. */
export async function violations(page: Page, { colours = true }: { readonly colours?: boolean } = {}): Promise<string[]> {
  const rules = Object.fromEntries([...MILD, ...(colours ? [] : ["color-contrast"])].map((rule) => [rule, { enabled: false }]));
  // React Aria's announcer names an open dialog for as long as it speaks, which may be a moment longer than the dialog stands.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).exclude("[data-live-announcer]").options({ resultTypes: ["violations"], preload: false, rules });
  const { violations: found } = await axe.analyze();
  return found
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, help, nodes }) => `axe: ${id} (${help}) at ${nodes.slice(0, 3).map(({ target }) => target.join(" ")).join("; ")}${nodes.length > 3 ? ` and ${nodes.length - 3} more` : ""}`);
}

/** What makes a page wider than its screen: the parts that reach out, innermost named; empty when it fits. */
export async function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const screen = window.innerWidth;
    if (document.documentElement.scrollWidth <= screen) return [];
    const out = [...document.querySelectorAll("body *")].filter((part) => part.getBoundingClientRect().right > screen + 1);
    const innermost = out.filter((part) => !out.some((other) => other !== part && part.contains(other)));
    const named = innermost.slice(0, 3).map((part) => `${part.tagName.toLowerCase()} "${(part.textContent ?? "").trim().slice(0, 40)}"`);
    return [`width: ${document.documentElement.scrollWidth} px on a screen of ${screen}: ${named.join("; ")}`];
  });
}
