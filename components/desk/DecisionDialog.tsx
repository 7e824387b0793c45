"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/Button";
import { Dialog } from "#components/ui/Dialog";
import { Radios } from "#components/ui/Radios";
import { ErrorNote } from "#components/ui/ErrorNote";
import { TextField } from "#components/ui/TextField";
import { needsSecond, REASONS } from "#lib/triage/decision";
import { useKept } from "../ui/draft.ts";
import { draftsOf, type Asked } from "./use-deciding.ts";

/** What was answered: why, a note for colleagues, and what the importer is told where a correction is asked for. */
type Answer = (reason: string, note: string, told?: string) => void;

/** Asks why, by code and with a note, before a decision that weighs or has no plain reason; says when a second person is needed. What was typed stays until it is decided or cancelled. */
export function DecisionDialog({ asked, onAnswer, onCancel }: { readonly asked: Asked | undefined; readonly onAnswer: Answer; readonly onCancel: () => void }) {
  return asked === undefined ? null : <Question key={`${asked.decision}${asked.rows.map((row) => row.id).join()}`} asked={asked} onAnswer={onAnswer} onCancel={onCancel} />;
}

function Question({ asked, onAnswer, onCancel }: { readonly asked: Asked; readonly onAnswer: Answer; readonly onCancel: () => void }) {
  const t = useTranslations("triage");
  const td = useTranslations("desk");
  const tu = useTranslations("ui");
  const reasons = REASONS[asked.decision];
  const drafts = draftsOf(asked);
  const [reason, setReason] = useState(asked.before?.reason ?? "");
  const [note, setNote, letNoteGo] = useKept(drafts.note, "");
  const [told, setTold, letToldGo] = useKept(drafts.told, "");
  const cancel = () => {
    letNoteGo();
    letToldGo();
    onCancel();
  };
  const corrects = asked.decision === "request-correction";
  const [only] = asked.rows;
  const waits = asked.rows.filter((row) => needsSecond(asked.decision, row.lane)).length;
  const title =
    asked.rows.length === 1 && only
      ? td("decideOne", { decision: t(`decision.${asked.decision}`), number: only.number })
      : td("decideMany", { decision: t(`decision.${asked.decision}`), count: asked.rows.length });
  return (
    <Dialog
      title={title}
      isOpen
      onOpenChange={(open) => !open && onCancel()}
      actions={
        <>
          <Button onPress={cancel}>{tu("cancel")}</Button>
          <Button look={asked.decision === "refuse" ? "danger" : "primary"} isDisabled={reason === ""} onPress={() => (corrects ? onAnswer(reason, note, told) : onAnswer(reason, note))}>
            {waits > 0 ? td("propose") : t(`decision.${asked.decision}`)}
          </Button>
        </>
      }
    >
      {asked.before === undefined ? null : <ErrorNote title={asked.before.refusal} />}
      {asked.rows.length === 1 && only?.finding ? <p className="text-ink-soft">{only.finding.sentence}</p> : null}
      {waits > 0 ? <p className="rounded-md bg-violet-soft px-3 py-2 text-table text-ink">{td("needsSecond", { count: waits })}</p> : null}
      <Radios autoFocus label={td("reason")} value={reason} onChange={setReason} options={reasons.map((code) => ({ id: code, label: t(`reason.${code}`) }))} />
      {corrects ? <TextField label={td("told")} description={td("toldHint")} rows={3} value={told} onChange={setTold} maxLength={2000} /> : null}
      <TextField label={td("note")} description={td("noteHint")} rows={3} value={note} onChange={setNote} maxLength={2000} />
    </Dialog>
  );
}
