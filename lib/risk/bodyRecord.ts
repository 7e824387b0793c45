import type { Wording } from "./subject.ts";

/**
 * How the approved certificates of an inspection body turned out: overrun by what was declared, or spoken against by a confirmed result about the quantity or origin of goods they cover;
 * `contradicted` counts each once. `numbers` are its certificates that cover the declaration.
 */
export type BodyRecord = {
  readonly issuerId: number;
  readonly body: Wording;
  readonly certificates: number;
  readonly overrun: number;
  readonly confirmed: number;
  readonly contradicted: number;
  readonly numbers: readonly string[];
};
