import { HOURS_ALLOWED } from "../triage/allowance.ts";

/**
 * What a declaration is counted as. A mark is (kind, day, office, a, b); `of` says which day it bears: that of lodging, of the decision that ended it, of
 * what was done, or none, for what stands now. `a` and `b` are what the figures are told apart by.
 */
export const MARKS = {
  arrived: { of: "lodged", a: "lane", b: "lane reason" },
  origin: { of: "lodged", a: "country", b: "lane" },
  value: { of: "lodged", a: "currency", b: "" },
  selected: { of: "lodged", a: "lane reason", b: "outcome" },
  rule: { of: "lodged", a: "rule", b: "outcome" },
  overrun: { of: "lodged", a: "site", b: "country" },
  body: { of: "lodged", a: "inspection body", b: "outcome" },
  exceeded: { of: "lodged", a: "inspection body", b: "" },
  closed: { of: "closed", a: "status", b: "lane" },
  turn: { of: "closed", a: "lane", b: "share of the time allowed" },
  stay: { of: "done", a: "status", b: "hours" },
  decision: { of: "done", a: "person", b: "decision" },
  override: { of: "done", a: "override", b: "reason" },
  examined: { of: "done", a: "examination", b: "examination kind" },
  alarm: { of: "done", a: "rule", b: "reason" },
  open: { of: "now", a: "status", b: "lane" },
  due: { of: "now", a: "hour", b: "status" },
  assigned: { of: "now", a: "person", b: "lane" },
} as const satisfies Record<string, { readonly of: "lodged" | "closed" | "done" | "now"; readonly a: string; readonly b: string }>;
export type MarkKind = keyof typeof MARKS;

/** The day of what stands now. */
export const NO_DAY = "-infinity";

/** Where the time from lodging to decision lies, in hundredths of the time allowed for the lane: each class from its figure up to the next. */
export const TURN_CLASSES = [0, 25, 50, 75, 100, 150, 200] as const;

/** How long a consignment stood in one status, in hours: each class from its figure up to the next. */
export const STAY_CLASSES = [0, 1, 2, 4, 8, 24, 48, 72] as const;

/** Decisions that go against the lane: a release against red, with or without an examination that was reported, and a green one that was not let pass. */
export const OVERRIDES = ["red-released-unexamined", "red-released-examined", "green-stopped"] as const;

/** What became of an examination, or that it waits. */
export const EXAMINATION_ENDS = ["ordered", "conform", "discrepancy", "cancelled"] as const;

/** The lanes' time allowed, in hours, as the marks reckon with it. */
export const ALLOWED = HOURS_ALLOWED;

/** Whether a text names a kind of mark. */
export function isMarkKind(text: string): text is MarkKind {
  return Object.hasOwn(MARKS, text);
}
