"use client";
import { useTranslations } from "next-intl";
import { useCallback } from "react";

/** An expected no as it reached the screen. */
export type RefusedHere = { readonly code: string; readonly facts: Readonly<Record<string, string | number>> };

/** Words a refusal in the reader's language, the status of a consignment among its facts as well; a code that has no sentence yet stands as its own words. */
export function useRefusalWords(): (refusal: RefusedHere) => string {
  const [t, tt] = [useTranslations("refusals"), useTranslations("triage.status")];
  return useCallback(
    ({ code, facts }: RefusedHere) => {
      const status = facts["status"];
      const worded = typeof status === "string" && tt.has(status) ? { ...facts, status: tt(status as "held") } : { ...facts };
      return t.has(code) ? t(code, worded) : code.replaceAll("-", " ");
    },
    [t, tt],
  );
}
