import { useEffect, useState } from "react";
import type { Found } from "#lib/dashboards/found";

const PAUSE = 120;

/** What the house finds for a text, asked for after a short pause in typing; an answer to an earlier text is dropped. */
export function useFound(text: string): { readonly found: readonly Found[]; readonly state: "start" | "searching" | "nothing" | "failed" } {
  const asked = text.trim();
  const [answer, setAnswer] = useState<{ readonly to: string; readonly found: readonly Found[]; readonly failed: boolean }>({ to: "", found: [], failed: false });
  useEffect(() => {
    if (asked.length < 2) return undefined;
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const response = await fetch(`/api/find?q=${encodeURIComponent(asked)}`, { signal: stop.signal });
        setAnswer({ to: asked, found: response.ok ? ((await response.json()) as { found: Found[] }).found : [], failed: !response.ok });
      } catch (error) {
        if (!stop.signal.aborted) setAnswer({ to: asked, found: [], failed: error instanceof Error });
      }
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [asked]);
  if (asked.length < 2) return { found: [], state: "start" };
  if (answer.to !== asked) return { found: answer.found, state: "searching" };
  return { found: answer.found, state: answer.failed ? "failed" : "nothing" };
}
