"use client";
import { Check, History } from "lucide-react";
import { useTranslations } from "next-intl";
import { startTransition, useActionState, useEffect, useRef, useState, type KeyboardEvent, type ReactNode, type SyntheticEvent } from "react";
import { flushSync } from "react-dom";
import { Form } from "react-aria-components/Form";
import { answered } from "../ui/answered.ts";
import { Button, type ButtonLook } from "#components/ui/Button";
import { ErrorNote } from "#components/ui/ErrorNote";
import type { FieldRefused, Outcome } from "../../app/outcome.ts";
import { useDraft } from "../ui/draft.ts";

/** A server action that a form calls; it is given what came of the call before. */
export type FormAction<Result = undefined> = (before: Outcome<Result>, form: FormData) => Promise<Outcome<Result>>;

type Props<Result> = {
  readonly action: FormAction<Result>;
  readonly submit: string;
  readonly look?: ButtonLook;
  readonly children?: ReactNode;
  /** Said when it is done; without it the screen itself shows the change. */
  readonly done?: string;
  /** Shows what a finished call handed back, such as a key that is shown once. */
  readonly result?: (result: Result) => ReactNode;
  /** Empties the fields when it is done. */
  readonly clears?: boolean;
  readonly layout?: "column" | "row";
  /** Leads back to what stood here before, without sending. */
  readonly back?: (() => void) | undefined;
  /** The name under which what is typed is kept until it was sent; for forms that take more than a moment to fill in. */
  readonly draft?: string;
};

/** Whether a field shows, and so what is said at it. */
function isSeen(field: Element | RadioNodeList | null | undefined): boolean {
  return field != null && !(field instanceof HTMLInputElement && field.type === "hidden");
}

/** A form whose refusal is said in words above it and at each field; what was typed stays. */
export function ActionForm<Result = undefined>({ action, submit, look = "primary", children, done, result, clears = false, layout = "column", draft, back }: Props<Result>) {
  const [t, ui, words] = [useTranslations("refusals"), useTranslations("ui.draft"), useTranslations("ui")];
  const [outcome, act, busy] = useActionState((before: Outcome<Result>, filled: FormData) => answered(action(before, filled)), { state: "none" });
  const [typed, setTyped] = useState<ReadonlySet<string>>(new Set());
  const form = useRef<HTMLFormElement>(null);
  const finished = outcome.state === "done" ? outcome.id : undefined;
  const { restored, discard, sent, answered: arrived } = useDraft(form, draft);
  useEffect(() => {
    if (outcome.state !== "none") arrived(outcome.state === "done");
  }, [arrived, outcome]);
  // What was refused at no field that shows is said above the form.
  const [unplaced, setUnplaced] = useState<readonly FieldRefused[]>([]);
  useEffect(() => {
    setUnplaced(outcome.state !== "refused" ? [] : outcome.fields.filter(({ pointer }) => !isSeen(form.current?.elements.namedItem(pointer.slice(1)))));
  }, [outcome]);
  useEffect(() => {
    if (clears && finished !== undefined) form.current?.reset();
  }, [clears, finished]);

  // A field's refusal goes as soon as the field is corrected: were it to go when the field is left, the button would move away under the click.
  // React hears it together with the field's own change; a listener of the form itself would have the field drawn with its old text in between.
  function correct({ target }: SyntheticEvent): void {
    if ((target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) && standing.length > 0) setTyped((before) => new Set(before).add(target.name));
  }

  // What was refused at one field may have been put right at another: a refusal that stands does not keep the form from being sent again.
  function sendAgain(): void {
    if (standing.length > 0) flushSync(() => setTyped(new Set(refused?.fields.map(({ pointer }) => pointer.slice(1)))));
  }

  function send(event: SyntheticEvent<HTMLFormElement>): void {
    event.preventDefault();
    const filled = new FormData(event.currentTarget);
    setTyped(new Set());
    sent();
    startTransition(() => act(filled));
  }

  // In a field of many lines Enter is a new line; with ⌘ or Ctrl it sends.
  function press(event: KeyboardEvent<HTMLElement>): void {
    if (event.key !== "Enter" || (!event.metaKey && !event.ctrlKey) || event.defaultPrevented) return;
    event.preventDefault();
    sendAgain();
    form.current?.requestSubmit();
  }

  const refused = outcome.state === "refused" ? outcome : undefined;
  const standing = refused?.fields.filter(({ pointer }) => !typed.has(pointer.slice(1))) ?? [];
  const worded = ({ code, limit }: FieldRefused) => {
    if (limit !== undefined && (code === "too-big" || limit.of === "number" || limit.at > 1)) return t(code === "too-big" ? "above-limit" : "below-limit", limit);
    return t.has(code) ? t(code, refused?.facts) : t("field-wrong");
  };
  const atFields = Object.fromEntries(standing.map((field) => [field.pointer.slice(1), worded(field)]));
  return (
    <Form ref={form} onSubmit={send} validationErrors={atFields} className={layout === "row" ? "flex flex-wrap items-end gap-3" : "flex flex-col gap-4"}>
      {unplaced.length === 0 ? null : <ErrorNote title={[...new Set(unplaced.map(worded))].join(" ")} />}
      {refused && refused.fields.length === 0 ? <ErrorNote title={t.has(refused.code) ? t(refused.code, refused.facts) : t("unexpected", { id: refused.id })} /> : null}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- a shortcut for the keyboard to the button below */}
      <div className="contents" onInput={correct} onKeyDown={press}>
        {children}
      </div>
      {restored ? (
        <output className="flex flex-wrap items-center gap-x-2 text-table text-ink-soft">
          <History aria-hidden className="size-4 shrink-0" />
          {ui("restored")}
          <Button look="plain" size="sm" onPress={discard}>{ui("discard")}</Button>
        </output>
      ) : null}
      <div className="flex flex-wrap items-center gap-3 in-[[role=dialog]]:flex-row-reverse" onClickCapture={sendAgain}>
        <Button type="submit" look={look} isDisabled={busy}>
          {submit}
        </Button>
        {back === undefined ? null : <Button look="plain" onPress={back}>{words("cancel")}</Button>}
        {outcome.state === "done" && done !== undefined ? (
          <output className="flex items-center gap-1 text-green">
            <Check aria-hidden className="size-4" />
            {done}
          </output>
        ) : null}
      </div>
      {outcome.state === "done" && result !== undefined ? result(outcome.result) : null}
    </Form>
  );
}
