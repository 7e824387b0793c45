"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/Button";
import { Dialog } from "#components/ui/Dialog";
import { ErrorNote } from "#components/ui/ErrorNote";
import { Radios } from "#components/ui/Radios";
import { TextField } from "#components/ui/TextField";
import { FALSE_ALARM_REASONS, type FalseAlarmReason, type OutcomeResult } from "#lib/risk/outcome";

/** What is said of a finding: its result, the reason of a false alarm, a note. */
export type Said = { readonly result: OutcomeResult; readonly reason?: FalseAlarmReason; readonly note: string };

type Props = { readonly confirms: boolean; readonly rule: string; readonly refused: string | undefined; readonly busy: boolean; readonly onSend: (said: Said) => void; readonly onClose: () => void };

/** Asks what confirms a finding, or by which reason it was a false alarm. The finding stays as it is. */
export function FalseAlarmDialog({ confirms, rule, refused, busy, onSend, onClose }: Props) {
  const [t, ui] = [useTranslations("feedback.finding"), useTranslations("ui")];
  const [reason, setReason] = useState<FalseAlarmReason>(FALSE_ALARM_REASONS[0]);
  const [note, setNote] = useState("");
  const send = () => onSend(confirms ? { result: "confirmed", note: note.trim() } : { result: "not-confirmed", reason, note: note.trim() });
  return (
    <Dialog
      title={confirms ? t("confirmTitle", { rule }) : t("falseAlarmTitle", { rule })}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      actions={
        <>
          <Button onPress={onClose}>{ui("cancel")}</Button>
          <Button look="primary" isPending={busy} onPress={send}>{confirms ? t("confirm") : t("falseAlarm")}</Button>
        </>
      }
    >
      {refused === undefined ? null : <ErrorNote title={refused} />}
      {confirms ? null : <Radios label={t("reasonLabel")} value={reason} onChange={(id) => setReason(FALSE_ALARM_REASONS.find((one) => one === id) ?? reason)} options={FALSE_ALARM_REASONS.map((id) => ({ id, label: t(`reason.${id}`) }))} />}
      <TextField label={confirms ? t("ground") : t("note")} description={t("stays")} rows={3} value={note} onChange={setNote} maxLength={2000} />
    </Dialog>
  );
}
