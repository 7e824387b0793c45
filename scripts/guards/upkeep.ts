import { Visitor } from "oxc-parser";
import type { HouseRule } from "./rule.ts";
import { lineAt } from "./source.ts";

const LINES_OF_A_FILE = 300;
const UNFINISHED = /\b(?:TODO|FIXME|XXX|HACK)\b|coming soon|not implemented yet/i;
const SILENCED = /@ts-ignore|@ts-nocheck/;
const LINT_OFF = /(?:oxlint|eslint)-disable(?:-next-line|-line)?(?<rest>.*)/s;

/** A file of more than 300 lines wants to be two. */
export const lengthRule: HouseRule = {
  name: "file length",
  breaches: (tree) => [...tree.values()].flatMap(({ path, text }) => {
    const lines = text.trimEnd().split("\n").length;
    return lines > LINES_OF_A_FILE ? [{ file: path, line: LINES_OF_A_FILE, reason: `${lines} lines; over ${LINES_OF_A_FILE} it wants to be two files` }] : [];
  }),
};

/** No `any`: what is not known is `unknown`. */
export const anyRule: HouseRule = {
  name: "no any",
  breaches: (tree) => [...tree.values()].flatMap(({ path, text, program, comments }) => {
    const lines = comments.filter((comment) => /\{[^}]*\bany\b[^}]*\}/.test(comment.text) && path.endsWith(".mjs")).map(({ line }) => line);
    new Visitor({ TSAnyKeyword: (node) => void lines.push(lineAt(text, node.start)) }).visit(program);
    return lines.map((line) => ({ file: path, line, reason: "`any` switches the types off; say what it is, or `unknown`" }));
  }),
};

/** No work left for later in a comment, no silenced types, and no lint rule switched off without its reason (`-- why`). */
export const commentsRule: HouseRule = {
  name: "comments",
  breaches: (tree) => [...tree.values()].flatMap(({ path, comments }) =>
    comments.flatMap(({ text, line }) => {
      const unfinished = UNFINISHED.exec(text)?.[0];
      if (unfinished !== undefined) return [{ file: path, line, reason: `"${unfinished}": do it or leave it out` }];
      if (SILENCED.test(text)) return [{ file: path, line, reason: "types are silenced; @ts-expect-error in a test of types is the one way" }];
      const rest = LINT_OFF.exec(text)?.groups?.["rest"];
      return rest !== undefined && !/--\s*\S+/.test(rest) ? [{ file: path, line, reason: "a lint rule is switched off without its reason (`-- why`)" }] : [];
    }),
  ),
};
