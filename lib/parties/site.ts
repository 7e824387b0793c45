import { z } from "zod";
import { parseGln } from "#lib/identification/gln";
import { codeText, countryField, readCode, readText, readVisible, versionField, visibleText } from "./field.ts";
import type { TextReading } from "./field.ts";

const LEGAL_FORMS: ReadonlySet<string> = new Set(
  ("ltd limited inc incorporated llc llp lp plc co company corp corporation pty pte gmbh mbh ag kg ohg ug ev eg sa sas sasu sarl eurl earl scea sca snc gaec gfa sci " +
    "spa srl sl slu sau scl bv nv vof cv ab oy oyj as asa aps kft rt zrt doo dd ood ead jsc ojsc ooo zao kk lda ltda cia").split(" "),
);
const CHINESE_LEGAL_FORM = /(?:股份有限公司|有限责任公司|有限公司|株式会社|주식회사)/g;
const LETTERS: Readonly<Record<string, string>> = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };

/**
 * The comparable form of a site's name: compatibility forms, case, diacritics, punctuation, spaces and words of legal form do not
 * tell two names apart. A name made of nothing else keeps those words; the result is empty when no letter or digit is left.
 */
export function foldName(text: string): string {
  const plain = text.normalize("NFKC").toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC").replace(/[ßæœøłđðþı]/g, (letter) => LETTERS[letter] ?? letter);
  const spelledTogether = plain.replace(/(?<![\p{L}\p{N}])(?:\p{L}[./]){1,4}\p{L}?(?![\p{L}\p{N}])/gu, (initials) => initials.replace(/[./]/g, ""));
  const words = spelledTogether.replace(CHINESE_LEGAL_FORM, " ").split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  const telling = words.filter((word) => !LEGAL_FORMS.has(word));
  return (telling.length > 0 ? telling : words).join("") || plain.replace(/[^\p{L}\p{N}]+/gu, "");
}

/** Numbers that name exactly one site. */
export type SiteIdentifier = { readonly scheme: "gln" | "registration"; readonly value: string };

/** The one spelling of a site's number: trimmed, one space between words, in capitals. */
export function canonicalIdentifier(text: string): string {
  return text.trim().replace(/\s+/g, " ").toUpperCase();
}

/**
 * Reads a GLN or a national registration number of 2 to 40 visible characters. Thirteen digits with a GLN's check digit are a GLN; with
 * another they are the registration number of a site, since such numbers exist, unless `scheme` says that a GLN is meant.
 */
export function readSiteIdentifier(text: string, scheme?: SiteIdentifier["scheme"]): TextReading<SiteIdentifier> {
  const code = readCode(text, 40, 2);
  if (!code.ok) return code;
  const value = canonicalIdentifier(code.value);
  if (scheme === "gln" || (scheme === undefined && /^\d{13}$/.test(value))) {
    const gln = parseGln(value);
    if (gln.ok) return { ok: true, value: { scheme: "gln", value: gln.gln } };
    if (scheme === "gln") return gln;
  }
  return { ok: true, value: { scheme: "registration", value } };
}

/** The number by which a site is addressed: its GLN, else the first of its registration numbers. */
export function publicIdOf(identifiers: readonly { readonly scheme: string; readonly value: string }[]): string {
  const sorted = identifiers.toSorted((a, b) => (a.value < b.value ? -1 : 1));
  return (sorted.find((identifier) => identifier.scheme === "gln") ?? sorted[0])?.value ?? "";
}

const nameField = readText("a name the site is declared under", (text): TextReading<string> => {
  const visible = readVisible(text, 200);
  if (!visible.ok || foldName(visible.value) !== "") return visible;
  return { ok: false, code: "unreadable-name", detail: "the name holds no letter and no digit" };
});

const identifierField = z
  .union([z.string(), z.strictObject({ scheme: z.enum(["gln", "registration"]), value: z.string() })])
  .transform((given, context): SiteIdentifier => {
    const read = typeof given === "string" ? readSiteIdentifier(given) : readSiteIdentifier(given.value, given.scheme);
    if (read.ok) return read.value;
    context.addIssue({ code: "custom", message: read.detail, params: { code: read.code } });
    return z.NEVER;
  });

const siteShape = {
  name: nameField,
  country: countryField,
  kind: codeText(40, "what the site is: winery, dairy, farm, bottler, factory"),
  identifiers: z.array(identifierField).max(50).default([]),
  aliases: z.array(nameField).max(200).default([]),
  location: z.strictObject({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) }).optional(),
};

/** The body of `PUT /sites/{id}`. */
export const siteBody = z.strictObject(siteShape);

/** The input of `putSite`: the body, the number in the address, and the version the writer has seen. */
export const siteInput = z.strictObject({ ...siteShape, id: readText("GLN or registration number", readSiteIdentifier), expectedVersion: versionField });

/** What `putSite` works with once it is read. */
export type SiteInput = z.output<typeof siteInput>;

/** The input of `answerSiteQuestion`: which of the candidates the declared name means. */
export const siteAnswerInput = z.strictObject({ questionId: z.int().min(1), siteId: z.int().min(1) });

/** A declared site, as a line carries it: a number or a name. */
export const declaredSiteField = visibleText(200, "GLN, registration number or name of the production site");
