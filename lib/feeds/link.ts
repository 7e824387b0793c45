import { checkDigit } from "#lib/identification/check-digit";

const DOMAIN = "https://id.gs1.org";

/** How an EPC URN becomes a Digital Link path: digits before the check digit, and whether the reference begins with the key's first digit. */
type Turn = (parts: readonly string[]) => string | undefined;

/** A numeric key of `digits` and its check digit; undefined when the parts are not such digits. */
function numeric(prefix: string | undefined, reference: string | undefined, digits: number, leading: boolean): string | undefined {
  const [company, rest] = [prefix ?? "", reference ?? ""];
  if (!/^\d{6,12}$/.test(company) || !/^\d*$/.test(rest) || company.length + rest.length !== digits) return undefined;
  const body = leading ? `${rest.slice(0, 1)}${company}${rest.slice(1)}` : `${company}${rest}`;
  return `${body}${checkDigit(body)}`;
}

const gtin = (parts: readonly string[]) => numeric(parts[0], parts[1], 13, true);

/** Puts a tail behind a key, when both are there. */
function joined(key: string | undefined, between: string, tail: string | undefined): string | undefined {
  return key === undefined || tail === undefined || tail === "" ? undefined : `${key}${between}${escaped(tail)}`;
}

const location: Turn = (p) => {
  const key = numeric(p[0], p[1], 12, false);
  return p[2] === "0" ? key && `414/${key}` : joined(key && `414/${key}`, "/254/", p[2]);
};

/** EPC URN schemes (Tag Data Standard 6.3, 8.2) and the Digital Link path of each (GS1 Digital Link: URI Syntax 4.11, CBV 2.0 section 8.9). */
const TURNS: ReadonlyMap<string, Turn> = new Map<string, Turn>([
  ["id:sgtin", (p) => joined(gtin(p) && `01/${gtin(p)}`, "/21/", p[2])],
  ["id:sscc", (p) => prefixed("00/", numeric(p[0], p[1], 17, true))],
  ["id:sgln", location],
  ["id:pgln", (p) => prefixed("417/", numeric(p[0], p[1], 12, false))],
  ["id:grai", (p) => joined(prefixed("8003/0", numeric(p[0], p[1], 12, false)), "", p[2])],
  ["id:giai", (p) => joined(`8004/${p[0]}`, "", p[1])],
  ["id:gsrn", (p) => prefixed("8018/", numeric(p[0], p[1], 17, false))],
  ["id:gsrnp", (p) => prefixed("8017/", numeric(p[0], p[1], 17, false))],
  ["id:gdti", (p) => joined(prefixed("253/", numeric(p[0], p[1], 12, false)), "", p[2])],
  ["id:sgcn", (p) => joined(prefixed("255/", numeric(p[0], p[1], 12, false)), "", p[2])],
  ["id:cpi", (p) => joined(joined(`8010/${p[0]}`, "", p[1]), "/8011/", p[2])],
  ["id:ginc", (p) => joined(`401/${p[0]}`, "", p[1])],
  ["id:gsin", (p) => prefixed("402/", numeric(p[0], p[1], 16, false))],
  ["id:itip", (p) => joined(piece(p), "/21/", p[4])],
  ["id:upui", (p) => joined(gtin(p) && `01/${gtin(p)}`, "/235/", p[2])],
  ["class:lgtin", (p) => joined(gtin(p) && `01/${gtin(p)}`, "/10/", p[2])],
  ["idpat:sgtin", (p) => all(p[2], prefixed("01/", gtin(p)))],
  ["idpat:upui", (p) => all(p[2], prefixed("01/", gtin(p)))],
  ["idpat:itip", (p) => all(p[4], piece(p))],
  ["idpat:grai", (p) => all(p[2], prefixed("8003/0", numeric(p[0], p[1], 12, false)))],
  ["idpat:gdti", (p) => all(p[2], prefixed("253/", numeric(p[0], p[1], 12, false)))],
  ["idpat:sgcn", (p) => all(p[2], prefixed("255/", numeric(p[0], p[1], 12, false)))],
  ["idpat:cpi", (p) => all(p[2], joined(`8010/${p[0]}`, "", p[1]))],
]);

function prefixed(prefix: string, key: string | undefined): string | undefined {
  return key === undefined ? undefined : `${prefix}${key}`;
}

/** A pattern stands for its class only when the serial is `*`. */
function all(serial: string | undefined, path: string | undefined): string | undefined {
  return serial === "*" ? path : undefined;
}

function piece(parts: readonly string[]): string | undefined {
  const key = gtin(parts);
  return key === undefined || !/^\d\d$/.test(parts[2] ?? "") || !/^\d\d$/.test(parts[3] ?? "") ? undefined : `8006/${key}${parts[2]}${parts[3]}`;
}

/** The characters a Digital Link percent-encodes and EPC URNs do not (GS1 Digital Link: URI Syntax, table 7-1). */
function escaped(text: string): string {
  return text.replace(/[!()*+,:]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Primary keys of Digital Links with the qualifiers that identify something finer, and the words that stood for them in older links. */
const PRIMARY: ReadonlyMap<string, readonly string[]> = new Map([
  ["00", []], ["01", ["21", "10", "235"]], ["253", []], ["255", []], ["401", []], ["402", []], ["414", ["254"]], ["417", []],
  ["8003", []], ["8004", []], ["8006", ["21", "10"]], ["8010", ["8011"]], ["8017", []], ["8018", []],
]);
const WORDS: ReadonlyMap<string, string> = new Map([
  ["sscc", "00"], ["gtin", "01"], ["gdti", "253"], ["gcn", "255"], ["ginc", "401"], ["gsin", "402"], ["gln", "414"], ["party", "417"], ["grai", "8003"], ["giai", "8004"],
  ["itip", "8006"], ["cpid", "8010"], ["gsrnp", "8017"], ["gsrn", "8018"], ["ser", "21"], ["lot", "10"], ["glnx", "254"],
]);
const FORMS: Readonly<Record<string, RegExp>> = {
  "00": /^\d{18}$/, "01": /^(?:\d{14}|\d{13}|\d{12}|\d{8})$/, "253": /^\d{13}/, "255": /^\d{13}/, "401": /^\d{4}/, "402": /^\d{17}$/, "414": /^\d{13}$/, "417": /^\d{13}$/,
  "8003": /^\d{14}/, "8004": /^\d{4}/, "8006": /^\d{18}$/, "8010": /^\d{4}/, "8017": /^\d{18}$/, "8018": /^\d{18}$/,
};

function ofLink(uri: string): string | undefined {
  const path = /^https?:\/\/[^/?#]+\/([^?#]*)/i.exec(uri)?.[1];
  if (path === undefined) return undefined;
  const segments = path.replace(/\/$/, "").split("/");
  for (let at = segments.length - 2; at >= 0; at--) {
    const key = WORDS.get(segments[at] ?? "") ?? segments[at] ?? "";
    const value = segments[at + 1] ?? "";
    const finer = PRIMARY.get(key);
    if (finer === undefined || FORMS[key]?.test(value) !== true) continue;
    if ((segments.length - at) % 2 !== 0) return undefined;
    return `${key}/${key === "01" ? value.padStart(14, "0") : escaped(value)}${qualifier(segments.slice(at + 2), finer)}`;
  }
  return undefined;
}

/** The finest qualifier of a link, serial before lot. */
function qualifier(segments: readonly string[], finer: readonly string[]): string {
  for (const wanted of finer) {
    const at = segments.findIndex((segment, place) => place % 2 === 0 && (WORDS.get(segment) ?? segment) === wanted);
    if (at >= 0) return `/${wanted}/${escaped(segments[at + 1] ?? "")}`;
  }
  return "";
}

/**
 * The constrained canonical GS1 Digital Link of an EPC URN or of a Digital Link of any domain: the finest identification alone,
 * under id.gs1.org (CBV 2.0 section 8.9). It is a matter of spelling: check digits are not looked at. Undefined for any other URI.
 */
export function webLink(uri: string): string | undefined {
  const urn = /^urn:epc:((?:id|class|idpat):[a-z]+):(.+)$/.exec(uri);
  const path = urn === null ? ofLink(uri) : TURNS.get(urn[1] ?? "")?.(partsOf(urn[1] ?? "", urn[2] ?? ""));
  return path === undefined ? undefined : `${DOMAIN}/${path}`;
}

/** How many points part an EPC URN; the last part may itself have some. */
const PARTS: Readonly<Record<string, number>> = { giai: 2, ginc: 2, sscc: 2, pgln: 2, gsrn: 2, gsrnp: 2, gsin: 2, itip: 5 };

function partsOf(scheme: string, text: string): string[] {
  const count = PARTS[scheme.slice(scheme.indexOf(":") + 1)] ?? 3;
  const parts = text.split(".");
  return [...parts.slice(0, count - 1), parts.slice(count - 1).join(".")];
}
