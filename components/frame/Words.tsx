import { NextIntlClientProvider, type Messages } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";

/** The areas whose words every screen's client components may use. */
export const SHARED_WORDS = ["ui", "frame", "triage", "refusals"] as const;

/** The messages of some areas alone, so that a screen ships no words it does not show. */
export function picked(messages: Messages, areas: readonly string[]): Messages {
  return Object.fromEntries(Object.entries(messages).filter(([area]) => areas.includes(area)));
}

/** Gives the client components below the words of these areas, beside the shared ones. */
export async function Words({ of, children }: { readonly of: readonly string[]; readonly children: ReactNode }) {
  return <NextIntlClientProvider messages={picked(await getMessages(), [...SHARED_WORDS, ...of])}>{children}</NextIntlClientProvider>;
}
