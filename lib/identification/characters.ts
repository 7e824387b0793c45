import { halfWidth, hasFullWidth } from "#lib/measures/fullwidth";
import { refuseKey } from "./problem.ts";
import type { KeyProblem } from "./problem.ts";

const CHARACTER_SET_82 = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]+$/;

/** The longest lot, serial, variant and location extension (AI 10, 21, 22, 254). */
const LONGEST_QUALIFIER = 20;

/** Checks a lot, serial, variant or extension: 1 to 20 characters of GS1's character set 82 (General Specifications 7.11). Undefined when it holds. */
export function qualifierProblem(name: string, text: string): KeyProblem | undefined {
  if (text === "") return refuseKey("bad-length", `the ${name} is empty`);
  if (hasFullWidth(text)) return refuseKey("full-width-digits", `full-width characters in the ${name}; it reads as ${halfWidth(text)}: send ASCII`);
  if (!CHARACTER_SET_82.test(text)) return refuseKey("bad-character", `the ${name} ${JSON.stringify(text)} has characters outside GS1's set 82`);
  if (text.length > LONGEST_QUALIFIER) return refuseKey("too-long", `the ${name} has ${text.length} characters of at most ${LONGEST_QUALIFIER}`);
  return undefined;
}

const UNRESERVED = /^[\w.-]*$/;

/** Whether every character is of GS1's character set 82. */
export function inCharacterSet82(text: string): boolean {
  return CHARACTER_SET_82.test(text);
}

/** Percent-encodes all but letters, digits, hyphen, point and underscore (GS1 Digital Link URI Syntax; RFC 3986 section 2). */
export function percentEncode(text: string): string {
  if (UNRESERVED.test(text)) return text;
  return encodeURIComponent(text).replace(/[!'()*~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Decodes percent-encoding; undefined when it is broken. */
export function percentDecode(text: string): string | undefined {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
