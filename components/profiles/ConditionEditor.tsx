"use client";
import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, snippetCompletion, type Completion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { lintKeymap, linter, type Diagnostic } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, placeholder, tooltips } from "@codemirror/view";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useId, useRef, useState } from "react";
import { problemFacts, type ProfileProblem } from "#lib/risk/profileProblem";
import { offersAt, type Offer } from "./completion.ts";
import { EDITOR_LOOK, EDITOR_MARKS } from "./editor-look.ts";

const SORTS = { fact: "property", function: "function", macro: "keyword", value: "constant", variable: "variable" } as const;
type Props = { readonly name: string; readonly value: string; readonly onChange: (text: string) => void };

/**
 * Where a condition is written: facts and functions are offered while typing, what is wrong is marked at its place and said in words below. Tab leaves the field, as
 * everywhere; Enter takes what is offered.
 */
export function ConditionEditor({ name, value, onChange }: Props) {
  const [t, locale] = [useTranslations("profiles"), useLocale() === "en" ? ("en" as const) : ("zh" as const)];
  const [problems, setProblems] = useState<readonly ProfileProblem[]>([]);
  const [steps, setSteps] = useState<number | null>(null);
  const host = useRef<HTMLDivElement>(null);
  const [first] = useState(value);
  const [label, saying] = [useId(), useId()];
  const changed = useEffectEvent(onChange);
  const words = useEffectEvent((problem: ProfileProblem) => t(`problem.${problem.code}`, problemFacts(problem, locale)));
  const phrases = useEffectEvent(() => ({ Completions: t("editor.offers"), Diagnostics: t("editor.problems"), "No diagnostics": t("editor.fine") }));
  const language = useEffectEvent(() => locale);

  useEffect(() => {
    if (host.current === null) return undefined;
    const nonce = document.querySelector("meta[property=csp-nonce]")?.getAttribute("content") ?? "";
    const check = async ({ state }: EditorView): Promise<Diagnostic[]> => {
      const { compiled } = await import("#lib/risk/profileCondition");
      const source = state.doc.toString();
      const read = compiled(source);
      setProblems(read.ok ? [] : read.problems);
      setSteps(read.ok ? read.condition.steps : null);
      if (read.ok) return [];
      return read.problems.filter(({ code }) => code !== "empty").map((problem) => ({ from: Math.min(problem.from, source.length), to: Math.min(problem.to, source.length), severity: "error", message: words(problem) }));
    };
    const editor = new EditorView({
      parent: host.current,
      doc: first,
      extensions: [
        EditorView.cspNonce.of(nonce),
        EDITOR_LOOK, EDITOR_MARKS,
        EditorView.lineWrapping,
        tooltips({ position: "absolute" }),
        history(), closeBrackets(),
        autocompletion({ override: [(context) => offered(context, language())], icons: false, activateOnTyping: true }),
        linter(check, { delay: 250 }),
        placeholder('line.hsCode.startsWith("2204") && line.pricePerLitre < 2'),
        keymap.of([{ key: "Ctrl-Enter", run: acceptCompletion }, ...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...lintKeymap, ...defaultKeymap]),
        EditorView.contentAttributes.of({ "aria-labelledby": label, "aria-describedby": saying, spellcheck: "false", autocapitalize: "off", autocorrect: "off" }),
        EditorState.phrases.of(phrases()),
        EditorView.updateListener.of(({ docChanged, state }) => {
          if (docChanged) changed(state.doc.toString());
        }),
      ],
    });
    void check(editor);
    return () => editor.destroy();
  }, [first, label, saying]);

  const [problem] = problems;
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <span id={label} className="text-table font-medium text-ink">
        {t("field.condition")}
      </span>
      <div ref={host} className={`relative min-w-0 rounded-md border bg-raised ${problem === undefined || problem.code === "empty" ? "border-line-strong" : "border-red"}`} />
      <input type="hidden" name={name} value={value} />
      <p id={saying} role="status" className={`min-h-5 text-table text-pretty ${problem === undefined || problem.code === "empty" ? "text-ink-soft" : "text-red"}`}>
        {problem === undefined ? (steps === null ? t("field.conditionNote") : t("editor.fineWithin", { steps: Math.round(steps) })) : t(`problem.${problem.code}`, problemFacts(problem, locale))}
      </p>
    </div>
  );
}

function offered(context: CompletionContext, locale: "en" | "zh"): CompletionResult | null {
  const before = context.state.sliceDoc(0, context.pos);
  const found = offersAt(before);
  if (found === null || (found.from === context.pos && !context.explicit && !/[.("=\s]$/.test(before))) return null;
  return { from: found.from, options: found.offers.map((offer) => completionOf(offer, locale)), validFor: /^[\w"-]*$/ };
}

function completionOf({ label, apply, detail, says, sort }: Offer, locale: "en" | "zh"): Completion {
  const option: Completion = { label, detail: detail[locale], info: says[locale], type: SORTS[sort] };
  return apply.includes("${") ? snippetCompletion(apply, option) : { ...option, apply };
}
