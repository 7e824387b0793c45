import casesEn from "#messages/en/cases.json" with { type: "json" };
import consignmentEn from "#messages/en/consignment.json" with { type: "json" };
import inspectionsEn from "#messages/en/inspections.json" with { type: "json" };
import triageEn from "#messages/en/triage.json" with { type: "json" };
import casesZh from "#messages/zh-CN/cases.json" with { type: "json" };
import consignmentZh from "#messages/zh-CN/consignment.json" with { type: "json" };
import inspectionsZh from "#messages/zh-CN/inspections.json" with { type: "json" };
import triageZh from "#messages/zh-CN/triage.json" with { type: "json" };
import type { Wording } from "#lib/risk/subject";

const AREAS = {
  cases: { en: casesEn, zh: casesZh },
  consignment: { en: consignmentEn, zh: consignmentZh },
  inspections: { en: inspectionsEn, zh: inspectionsZh },
  triage: { en: triageEn, zh: triageZh },
} as const;

/** The word that the screens have for a code, in both languages; a code without one stands as it is. */
export function wordFor(area: keyof typeof AREAS, group: string, code: string): Wording {
  const path = `${group}.${code}`.split(".");
  return { en: found(AREAS[area].en, path) ?? code, zh: found(AREAS[area].zh, path) ?? code };
}

function found(words: unknown, path: readonly string[]): string | undefined {
  let below = words;
  for (const part of path) below = typeof below === "object" && below !== null ? Object.entries(below).find(([key]) => key === part)?.[1] : undefined;
  return typeof below === "string" ? below : undefined;
}
