import type { useTranslations } from "next-intl";

/** What an event tells, in a word: its business step where the screen has one for it, else its type, else as it was sent. */
export function stepWords(event: { readonly type: string; readonly bizStep: string | null }, step: ReturnType<typeof useTranslations<"consignment.journey.step">>): string {
  const name = event.bizStep ?? event.type;
  return step.has(name) ? step(name) : name.replaceAll("_", " ");
}
