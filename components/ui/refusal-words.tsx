"use client";
import { useTranslations } from "next-intl";
import { useCallback } from "react";

/** An expected no as it reached the screen. */
export type RefusedHere = { readonly code: string; readonly facts: Readonly<Record<string, string | number>> };

/** Words a refusal in the reader's language; a code that has no sentence yet stands as its own words. */
export function useRefusalWords(): (refusal: RefusedHere) => string {
  const t = useTranslations("refusals");
  return useCallback(({ code, facts }: RefusedHere) => (t.has(code) ? t(code, { ...facts }) : code.replaceAll("-", " ")), [t]);
}
