"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/Button";
import { Dialog } from "#components/ui/Dialog";
import { ErrorNote } from "#components/ui/ErrorNote";
import { Radios } from "#components/ui/Radios";
import { TextField } from "#components/ui/TextField";
import type { Verdict } from "#lib/capacity/verdict";
import type { Held } from "#lib/triage/consignment";
import { needsSecond, REASONS, type TriageDecision } from "#lib/triage/decision";
import { useKept } from "../ui/draft.ts";
import { suggestedReason } from "./suggested-reason.ts";

/** What was chosen in the dialog. */
export type Chosen = {
  readonly decision: TriageDecision;
  readonly reason: string;
  readonly note: string;
  readonly asked?: string;
  readonly examination?: { readonly kind: "physical" | "remote"; readonly instructions: string };
};

/** Asks why, by code and with a note, and for an examination how; says when a second person is needed. What was typed stays until it is decided or cancelled. */
export function DecideDialog({
  held,
  verdict,
  decision,
  refused,
  busy,
  onDecide,
  onClose,
}: {
  readonly held: Held;
  readonly verdict: Verdict;
  readonly decision: TriageDecision;
  readonly refused: string | undefined;
  readonly busy: boolean;
  readonly onDecide: (chosen: Chosen) => Promise<boolean>;
  readonly onClose: () => void;
}) {
  const [t, tt, ui] = [useTranslations("consignment.decide"), useTranslations("triage"), useTranslations("ui")];
  const [reason, setReason] = useState(suggestedReason(decision, verdict));
  const [note, setNote, letNoteGo] = useKept(`decision ${held.number} ${decision}`, "");
  const [told, setTold, letToldGo] = useKept(`asked ${held.number}`, "");
  const [kind, setKind] = useState("physical");
  const [instructions, setInstructions, letInstructionsGo] = useKept(`instructions ${held.number}`, "");
  const proposes = needsSecond(decision, held.lane);
  const orders = decision === "order-examination";
  const corrects = decision === "request-correction";
  const letGo = () => {
    letNoteGo();
    letInstructionsGo();
    letToldGo();
  };
  const send = async () => {
    const decided = await onDecide({
      decision,
      reason,
      note: note.trim(),
      ...(corrects ? { asked: told.trim() } : {}),
      ...(orders ? { examination: { kind: kind === "remote" ? "remote" : "physical", instructions: instructions.trim() } } : {}),
    });
    if (decided) letGo();
  };
  const cancel = () => {
    letGo();
    onClose();
  };
  return (
    <Dialog
      title={t("title", { decision: tt(`decision.${decision}`), number: held.number })}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      actions={
        <>
          <Button onPress={cancel}>{ui("cancel")}</Button>
          <Button look={decision === "refuse" ? "danger" : "primary"} isPending={busy} keys="⌘/Ctrl ↵" onPress={() => void send()}>
            {proposes ? t("propose") : tt(`decision.${decision}`)}
          </Button>
        </>
      }
    >
      {refused === undefined ? null : <ErrorNote title={refused} />}
      {proposes ? <p className="rounded-md bg-violet-soft px-3 py-2 text-table text-ink">{t("needsSecond")}</p> : null}
      <Radios label={t("reason")} value={reason} onChange={setReason} options={REASONS[decision].map((code) => ({ id: code, label: tt(`reason.${code}`) }))} />
      {orders ? (
        <>
          <Radios label={t("kind")} value={kind} onChange={setKind} options={[{ id: "physical", label: t("physical") }, { id: "remote", label: t("remote") }]} />
          <TextField label={t("instructions")} description={t("instructionsNote")} rows={3} value={instructions} onChange={setInstructions} maxLength={2000} autoFocus />
        </>
      ) : null}
      {corrects ? <TextField label={t("asked")} description={t("askedNote")} rows={3} value={told} onChange={setTold} maxLength={2000} autoFocus /> : null}
      <TextField label={t("note")} description={t("noteNote")} rows={2} value={note} onChange={setNote} maxLength={2000} autoFocus={!orders && !corrects} />
    </Dialog>
  );
}
