/** Characters that XML 1.0 cannot hold in any spelling, and halves of surrogate pairs. */
// oxlint-disable-next-line no-control-regex -- control characters are what it is about
const IMPOSSIBLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;" };

/** A text as the content of an element; a character that XML cannot hold becomes U+FFFD. */
export function escapedText(text: string): string {
  return text.replace(IMPOSSIBLE, "\uFFFD").replace(/[&<>\r]/g, (character) => ESCAPES[character] ?? character);
}

/** A text as the value of an attribute in double quotes. */
export function escapedValue(text: string): string {
  return text.replace(IMPOSSIBLE, "\uFFFD").replace(/[&<>"\r\n\t]/g, (character) => ESCAPES[character] ?? character);
}

const START = /^[A-Za-z_\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD]/;
const STRANGE = /[^\w.\-\u00B7\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u037D\u037F-\u1FFF\u203F\u2040\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD]/g;

/** A name that XML takes for an element: what may not stand in one is written `_x0020_`. */
export function elementName(name: string): string {
  const rest = name.replace(STRANGE, coded);
  return START.test(rest) ? rest : `${coded(rest.slice(0, 1))}${rest.slice(1)}`;
}

const coded = (character: string): string => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`;

/** Whether a prefix of JSON-LD can be one of XML. */
export const isPrefix = (prefix: string): boolean => /^[A-Za-z_][\w.-]*$/.test(prefix) && !/^xml/i.test(prefix);
