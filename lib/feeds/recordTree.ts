import { SaxesParser } from "saxes";

/** An element of a message: its name without prefix, its text, the elements in it, and the line it begins on. */
export type Branch = { readonly name: string; readonly line: number; readonly children: readonly Branch[]; readonly text: string };

/** Why an XML text is not taken; `detail` says where. */
export type TreeProblem = { readonly ok: false; readonly code: "malformed-xml" | "document-type" | "too-deep" | "too-many-elements"; readonly detail: string };

/** Customs messages nest five levels; a thousand lists of a hundred items have fewer elements than this. */
const [DEEPEST, MOST_ELEMENTS] = [24, 1_000_000];

type Growing = { name: string; line: number; children: Growing[]; text: string };

/**
 * Reads a whole XML message into a tree. A document type is refused before anything of it is looked at, so that no entity is ever
 * expanded or fetched; depth and number of elements are bounded. Namespaces are left out: customs messages come with and without.
 */
export function readTree(xml: string): { readonly ok: true; readonly root: Branch } | TreeProblem {
  if (/<!DOCTYPE/i.test(xml)) return { ok: false, code: "document-type", detail: "a document type (DOCTYPE) is not taken: no customs message has one" };
  const parser = new SaxesParser({ xmlns: false });
  const open: Growing[] = [];
  let [root, elements]: [Growing | undefined, number] = [undefined, 0];
  const found: TreeProblem[] = [];
  const stop = (code: TreeProblem["code"], detail: string): void => void found.push({ ok: false, code, detail });
  parser.on("error", (error) => stop("malformed-xml", error.message.replace(/\.$/, "")));
  parser.on("opentag", (tag) => {
    if (++elements > MOST_ELEMENTS) stop("too-many-elements", `the message has more than ${MOST_ELEMENTS} elements`);
    if (open.length >= DEEPEST) stop("too-deep", `line ${parser.line}: the message nests more than ${DEEPEST} levels`);
    if (found.length > 0) return;
    const branch: Growing = { name: tag.name.slice(tag.name.indexOf(":") + 1), line: parser.line, children: [], text: "" };
    open.at(-1)?.children.push(branch);
    root ??= branch;
    open.push(branch);
  });
  parser.on("closetag", () => void open.pop());
  const take = (text: string): void => {
    const branch = open.at(-1);
    if (branch !== undefined) branch.text += text;
  };
  parser.on("text", take);
  parser.on("cdata", take);
  for (let at = 0; at < xml.length && found.length === 0; at += 65_536) parser.write(xml.slice(at, at + 65_536));
  if (found.length === 0) parser.close();
  const [problem] = found;
  if (problem !== undefined) return problem;
  return root === undefined ? { ok: false, code: "malformed-xml", detail: "the text has no element" } : { ok: true, root };
}

/** The elements of a name directly below another. */
export function below(branch: Branch | undefined, name: string): readonly Branch[] {
  return branch?.children.filter((child) => child.name === name) ?? [];
}

/** The trimmed text of the first element of a name directly below another; undefined when there is none or it is empty. */
export function textBelow(branch: Branch | undefined, name: string): string | undefined {
  const text = below(branch, name)[0]?.text.trim();
  return text === "" ? undefined : text;
}
