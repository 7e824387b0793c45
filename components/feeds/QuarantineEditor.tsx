"use client";
import { useTranslations } from "next-intl";
import { useRef, useState, useTransition } from "react";
import { Section } from "#components/access/Section";
import { Button } from "#components/ui/Button";
import { ErrorNote } from "#components/ui/ErrorNote";
import type { EventProblem } from "#lib/feeds/event";
import { lineOf, pointerLines } from "#lib/feeds/pointerLine";
import type { Checked } from "#lib/feeds/quarantine";
import type { Outcome } from "../../app/outcome.ts";
import { CheckedNote } from "./CheckedNote.tsx";
import { DiscardDialog, type DiscardAct } from "./DiscardDialog.tsx";
import { LinedText } from "./LinedText.tsx";
import { Problems } from "./Problems.tsx";

type Acts = { readonly check: (id: number, body: string) => Promise<Outcome<Checked>>; readonly resend: (id: number, body: string) => Promise<Outcome<string>>; readonly discard: DiscardAct };

/** Corrects a text in quarantine: its problems beside it, each leading to its line; checked again without storing anything, and sent again. */
export function QuarantineEditor({ id, text: came, problems: before, acts }: { readonly id: number; readonly text: string; readonly problems: readonly EventProblem[]; readonly acts: Acts }) {
  const [t, q, refusals] = [useTranslations("quarantine.entry"), useTranslations("quarantine"), useTranslations("refusals")];
  const [text, setText] = useState(came);
  const [checked, setChecked] = useState<Checked | null>(null);
  const [refused, setRefused] = useState("");
  const [discarding, setDiscarding] = useState(false);
  const [busy, start] = useTransition();
  const field = useRef<HTMLTextAreaElement>(null);
  const problems = checked?.problems ?? before;
  const lines = pointerLines(text);
  const marked = new Map(problems.flatMap(({ pointer, severity }) => {
    const line = lineOf(lines, pointer);
    return line === undefined ? [] : [[line, severity] as const];
  }));

  function say(outcome: Outcome<unknown>): void {
    setRefused(outcome.state !== "refused" ? "" : refusals.has(outcome.code) ? refusals(outcome.code, outcome.facts) : refusals("unexpected", { id: outcome.id }));
  }

  async function look(): Promise<void> {
    const outcome = await acts.check(id, text);
    say(outcome);
    if (outcome.state === "done") setChecked(outcome.result);
  }

  const check = () => start(look);
  const send = () => start(async () => {
    const outcome = await acts.resend(id, text);
    if (outcome.state === "refused" && outcome.code === "still-wrong") await look();
    say(outcome);
  });

  function goTo(line: number): void {
    const area = field.current;
    if (area === null) return;
    const all = text.split("\n");
    const from = all.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
    area.focus();
    area.setSelectionRange(from, from + (all[line - 1]?.length ?? 0));
    area.scrollTop = Math.max(0, (line - 4) * parseFloat(getComputedStyle(area).lineHeight));
  }

  return (
    <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-[minmax(0,1fr)_26rem]">
      <Section title={t("text")} note={came === "" ? t("broken") : t("textNote")}>
        <LinedText label={t("text")} text={text} onChange={setText} marked={marked} markedWords={t("marked")} field={field} />
        {refused === "" ? null : <ErrorNote title={refused} />}
        <div className="flex flex-wrap gap-2">
          <Button look="primary" isDisabled={busy} onPress={send}>
            {t("send")}
          </Button>
          <Button isDisabled={busy} onPress={check}>
            {t("check")}
          </Button>
          <span className="ms-auto">
            <Button look="danger" isDisabled={busy} onPress={() => setDiscarding(true)}>
              {q("discard")}
            </Button>
          </span>
        </div>
      </Section>
      <Section title={t("problems")} note={t("problemsNote")}>
        <div aria-live="polite">{checked === null ? null : <CheckedNote checked={checked} />}</div>
        <Problems problems={problems} lineOf={(pointer) => lineOf(lines, pointer)} onLine={goTo} />
      </Section>
      <DiscardDialog ids={[id]} isOpen={discarding} onOpenChange={setDiscarding} act={acts.discard} />
    </div>
  );
}
