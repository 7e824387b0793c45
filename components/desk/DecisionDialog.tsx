"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/Button";
import { Dialog } from "#components/ui/Dialog";
import { Radios } from "#components/ui/Radios";
import { TextField } from "#components/ui/TextField";
import { needsSecond, REASONS } from "#lib/triage/decision";
import type { Asked } from "./use-deciding.ts";

/** Asks why, by code and with a note, before a decision that weighs or has no plain reason; says when a second person is needed. */
export function DecisionDialog({ asked, onAnswer, onCancel }: { readonly asked: Asked | undefined; readonly onAnswer: (reason: string, note: string) => void; readonly onCancel: () => void }) {
  return asked === undefined ? null : <Question key={`${asked.decision}${asked.rows.map((row) => row.id).join()}`} asked={asked} onAnswer={onAnswer} onCancel={onCancel} />;
}

function Question({ asked, onAnswer, onCancel }: { readonly asked: Asked; readonly onAnswer: (reason: string, note: string) => void; readonly onCancel: () => void }) {
  const t = useTranslations("triage");
  const td = useTranslations("desk");
  const tu = useTranslations("ui");
  const reasons = REASONS[asked.decision];
  const [reason, setReason] = useState("");
  const [note, setNote] = useState("");
  const [only] = asked.rows;
  const waits = asked.rows.filter((row) => needsSecond(asked.decision, row.lane)).length;
  const title = asked.rows.length === 1 && only ? td("decideOne", { decision: t(`decision.${asked.decision}`), number: only.number }) : td("decideMany", { decision: t(`decision.${asked.decision}`), count: asked.rows.length });
  return (
    <Dialog
      title={title}
      isOpen
      onOpenChange={(open) => !open && onCancel()}
      actions={
        <>
          <Button onPress={onCancel}>{tu("cancel")}</Button>
          <Button look={asked.decision === "refuse" ? "danger" : "primary"} isDisabled={reason === ""} onPress={() => onAnswer(reason, note)}>
            {waits > 0 ? td("propose") : t(`decision.${asked.decision}`)}
          </Button>
        </>
      }
    >
      {asked.rows.length === 1 && only?.finding ? <p className="text-ink-soft">{only.finding.sentence}</p> : null}
      {waits > 0 ? <p className="rounded-md bg-violet-soft px-3 py-2 text-table text-ink">{td("needsSecond", { count: waits })}</p> : null}
      <Radios autoFocus label={td("reason")} value={reason} onChange={setReason} options={reasons.map((code) => ({ id: code, label: t(`reason.${code}`) }))} />
      <TextField label={td("note")} description={td("noteHint")} rows={3} value={note} onChange={setNote} maxLength={2000} />
    </Dialog>
  );
}
