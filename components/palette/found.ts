import { useLocale } from "next-intl";
import { useEffect, useMemo, useState } from "react";
import type { Role } from "#lib/access/permission";
import type { Found } from "#lib/dashboards/found";
import type { PageFound } from "./pages.ts";
import type * as PagesModule from "./pages.ts";

const PAUSE = 120;

/** What the house finds for a text, asked for after a short pause in typing; an answer to an earlier text is dropped. */
export function useFound(text: string): { readonly found: readonly Found[]; readonly state: "start" | "searching" | "nothing" | "failed" } {
  const asked = text.trim();
  const locale = useLocale();
  const [answer, setAnswer] = useState<{ readonly to: string; readonly found: readonly Found[]; readonly failed: boolean }>({ to: "", found: [], failed: false });
  useEffect(() => {
    if (asked.length < 2) return undefined;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      find(asked, locale, stop.signal).then(
        (found) => setAnswer({ to: asked, found, failed: false }),
        () => stop.signal.aborted || setAnswer({ to: asked, found: [], failed: true }),
      );
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [asked, locale]);
  if (asked.length < 2) return { found: [], state: "start" };
  if (answer.to !== asked) return { found: answer.found, state: "searching" };
  return { found: answer.found, state: answer.failed ? "failed" : "nothing" };
}

/** The pages that a text finds. Their names in both languages are loaded with the first text, not with the screen. */
export function usePages(text: string, role: Role): readonly PageFound[] {
  const locale = useLocale();
  const [pages, setPages] = useState<typeof PagesModule>();
  const asked = text.trim() !== "";
  useEffect(() => {
    if (!asked) return undefined;
    let gone = false;
    void import("./pages.ts").then((loaded) => gone || setPages(loaded));
    return () => {
      gone = true;
    };
  }, [asked]);
  return useMemo(() => pages?.pagesFound(text, role, locale) ?? [], [pages, text, role, locale]);
}

async function find(text: string, locale: string, signal: AbortSignal): Promise<readonly Found[]> {
  const response = await fetch(`/api/find?${new URLSearchParams({ q: text, lang: locale })}`, { signal });
  if (!response.ok) throw new Error(`/api/find answered ${response.status}`);
  return ((await response.json()) as { readonly found: readonly Found[] }).found;
}
