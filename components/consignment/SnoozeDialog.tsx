"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/Button";
import { Dialog } from "#components/ui/Dialog";
import { ErrorNote } from "#components/ui/ErrorNote";
import { Radios } from "#components/ui/Radios";
import { TextField } from "#components/ui/TextField";

type Said = { readonly party: "importer" | "site"; readonly until: string; readonly comment: string };
type Props = { readonly rule: string; readonly refused: string | undefined; readonly busy: boolean; readonly onSend: (said: Said) => void; readonly onClose: () => void };

/** Asks for whom a rule shall not count, until the end of which day, and why. */
export function SnoozeDialog({ rule, refused, busy, onSend, onClose }: Props) {
  const [t, ui] = [useTranslations("feedback.finding"), useTranslations("ui")];
  const [party, setParty] = useState<"importer" | "site">("importer");
  const [day, setDay] = useState("");
  const [comment, setComment] = useState("");
  return (
    <Dialog
      title={t("snoozeTitle", { rule })}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      actions={
        <>
          <Button onPress={onClose}>{ui("cancel")}</Button>
          <Button look="primary" isPending={busy} isDisabled={day === "" || comment.trim() === ""} onPress={() => onSend({ party, until: `${day}T23:59:59+08:00`, comment: comment.trim() })}>{t("snooze")}</Button>
        </>
      }
    >
      {refused === undefined ? null : <ErrorNote title={refused} />}
      <Radios label={t("party")} value={party} onChange={(id) => setParty(id === "site" ? "site" : "importer")} options={[{ id: "importer", label: t("importer") }, { id: "site", label: t("site") }]} />
      <TextField label={t("until")} description={t("untilNote")} type="date" value={day} onChange={setDay} />
      <TextField label={t("comment")} rows={2} value={comment} onChange={setComment} maxLength={2000} />
    </Dialog>
  );
}
