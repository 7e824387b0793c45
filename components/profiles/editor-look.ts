import { RangeSetBuilder } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from "@codemirror/view";

/** How the editor looks, by the house's own colours: light and dark come by themselves. */
export const EDITOR_LOOK = EditorView.theme({
  "&": { fontSize: "14px", backgroundColor: "var(--raised)", color: "var(--ink)", borderRadius: "var(--radius-md)" },
  "&.cm-focused": { outline: "2px solid var(--focus)", outlineOffset: "2px" },
  ".cm-content": { fontFamily: "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace", padding: "10px 0", minHeight: "6.5rem", caretColor: "var(--ink)" },
  ".cm-line": { padding: "0 12px", lineHeight: "1.6" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-selectionBackground, &.cm-focused .cm-selectionBackground": { backgroundColor: "var(--selected) !important" },
  ".cm-placeholder": { color: "var(--ink-faint)" },
  ".cm-tooltip": { backgroundColor: "var(--raised)", color: "var(--ink)", border: "1px solid var(--line-strong)", borderRadius: "8px", overflow: "hidden", maxWidth: "min(92vw, 40rem)" },
  ".cm-tooltip-autocomplete > ul": { fontFamily: "inherit", maxHeight: "16rem" },
  ".cm-tooltip-autocomplete > ul > li": { padding: "4px 10px" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--selected)", color: "var(--ink)" },
  ".cm-completionDetail": { color: "var(--ink-faint)", fontStyle: "normal", marginLeft: "12px" },
  ".cm-completionInfo": { padding: "8px 10px", maxWidth: "18rem" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "600" },
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--red)", textUnderlineOffset: "4px" },
  ".cm-diagnostic": { padding: "6px 10px" },
  ".cm-diagnostic-error": { borderLeft: "3px solid var(--red)" },
  ".cm-fact": { color: "var(--accent)" },
  ".cm-text": { color: "var(--green)" },
  ".cm-number": { color: "var(--violet)" },
  ".cm-word": { color: "var(--blue)" },
  ".cm-remark": { color: "var(--ink-faint)" },
});

const MARKS: readonly (readonly [RegExp, string])[] = [
  [/^\/\/[^\n]*/, "cm-remark"],
  [/^(?:"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?)/, "cm-text"],
  [/^\d[\d.]*/, "cm-number"],
  [/^(?:true|false|null|in|has|exists_one|exists|all|filter|map|size|sum)\b/, "cm-word"],
  [/^[A-Za-z_]\w*/, "cm-fact"],
];

/** Colours texts, numbers, names and remarks; a condition is short, so the whole of it is looked through at each change. */
export const EDITOR_MARKS = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = marked(view.state.doc.toString());
    }

    update({ docChanged, state }: ViewUpdate): void {
      if (docChanged) this.decorations = marked(state.doc.toString());
    }
  },
  { decorations: ({ decorations }) => decorations },
);

function marked(text: string): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at, at + 400);
    const hit = MARKS.map(([form, name]) => ({ length: form.exec(rest)?.[0].length ?? 0, name })).find(({ length }) => length > 0);
    if (hit !== undefined) builder.add(at, at + hit.length, Decoration.mark({ class: hit.name }));
    at += hit?.length ?? 1;
  }
  return builder.finish();
}
