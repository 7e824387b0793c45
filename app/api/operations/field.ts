import { z } from "zod";

/** A text in both languages, as answers carry it. */
export const bilingual = z.strictObject({ en: z.string(), zh: z.string() });

/** An instant of an answer: RFC 3339, UTC. */
export const instant = z.iso.datetime({ offset: true });

/** A quantity of an answer: an exact decimal and its UN/ECE unit code. */
export const quantity = z.strictObject({ value: z.string(), unit: z.string() });

/** Production dates from (included) to (not included). */
export const production = z.strictObject({ from: z.string().describe("first production date"), to: z.string().describe("the day after the last production date") });

/** The two names every list's caller may use to find rows. */
export const searchField = z.string().max(200).optional().describe("finds rows by number or name");

/** How a proposal may stand. */
export const PROPOSAL_STATES = ["proposed", "confirmed", "declined", "withdrawn"] as const;

/** What is told of a proposal that takes two people: why, how it stands, who made it, and who answered it with which note. */
export const proposalFields = {
  reason: z.string(),
  state: z.enum(PROPOSAL_STATES),
  proposedBy: z.string(),
  proposedAt: instant,
  answeredBy: z.string().nullable(),
  answeredAt: instant.nullable(),
  answerNote: z.string().nullable(),
} as const;
