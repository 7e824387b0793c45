import { z } from "zod";
import { linkOf, readLink } from "#lib/identification/digital-link";
import { readElements } from "#lib/identification/element-string";
import type { Element } from "#lib/identification/key";
import type { Verdict } from "./verdict.ts";

/** Vectors of the GS1 syntax engine: Digital Links, bracketed element strings, and the links to be made of them. */
const vector = z.object({
  kind: z.string(),
  input: z.string(),
  valid: z.boolean(),
  engineDefault: z.boolean().optional(),
  aiDataStr: z.string().nullish(),
  dlUri: z.string().nullish(),
  stem: z.string().optional(),
  expect: z.string().optional(),
});
const vectors = z.record(z.string(), z.union([z.string(), z.array(vector)]));

type Vector = z.infer<typeof vector>;

/** Judges a file of such vectors; undefined when the text is no such file. Where the engine's verdict with its own options is told, that one counts. */
export function identificationVerdicts(text: string): Verdict[] | undefined {
  const read = vectors.safeParse(parsed(text));
  if (!read.success) return undefined;
  const all = Object.values(read.data).flatMap((each) => (typeof each === "string" ? [] : each));
  if (all.length === 0) return undefined;
  return all.map((one) => {
    const failure = failureOf(one);
    return { group: `identification ${one.kind}`, name: one.input, ...(failure === undefined ? {} : { failure }) };
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function failureOf(one: Vector): string | undefined {
  const wanted = one.engineDefault ?? one.valid;
  switch (one.kind) {
    case "digital-link": {
      const read = readLink(one.input);
      return compared(wanted, read.ok, read.ok ? bracketed([...read.path, ...read.query]) : read.detail, one.aiDataStr);
    }
    case "bracketed-ai": {
      const elements = readElements(one.input);
      const link = Array.isArray(elements) ? linkOf(elements) : elements;
      if (!Array.isArray(elements) || !keyed(elements)) return wanted ? `it is refused: ${"detail" in link ? link.detail : "no key"}` : undefined;
      return wanted ? linked(link, one.dlUri) : "it is taken, and should be refused";
    }
    case "generate-dl": {
      const elements = readElements(one.input);
      const link = Array.isArray(elements) ? linkOf(elements, one.stem) : elements;
      return compared(wanted, link.ok, link.ok ? link.link : link.detail, one.expect);
    }
    default:
      return undefined;
  }
}

function compared(wanted: boolean, taken: boolean, said: string, expected: string | null | undefined): string | undefined {
  if (wanted !== taken) return taken ? `it is taken as ${said}, and should be refused` : `it is refused: ${said}`;
  return !taken || expected === undefined || expected === null || expected === said ? undefined : `it is ${said}, and should be ${expected}`;
}

const linked = (link: ReturnType<typeof linkOf>, expected: string | null | undefined): string | undefined =>
  expected === undefined ? undefined : compared(expected !== null, link.ok, link.ok ? link.link : link.detail, expected);

/** Attributes of a thing need the key of the thing beside them. */
const keyed = (elements: readonly Element[]): boolean =>
  elements.some(({ ai }) => ["00", "01", "02", "03", "253", "255", "401", "402", "8003", "8004", "8006", "8010", "8013", "8017", "8018", "8026"].includes(ai) || /^41\d$/.test(ai));

const bracketed = (elements: readonly Element[]): string => elements.map(({ ai, value }) => `(${ai})${value.replaceAll("(", "\\(")}`).join("");
