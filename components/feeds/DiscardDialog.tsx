"use client";
import { useTranslations } from "next-intl";
import { useState, useTransition, type SyntheticEvent } from "react";
import { Button } from "#components/ui/Button";
import { Dialog } from "#components/ui/Dialog";
import { ErrorNote } from "#components/ui/ErrorNote";
import { Select } from "#components/ui/Select";
import { TextField } from "#components/ui/TextField";
import { DISCARD_REASONS } from "#lib/feeds/quarantine";
import type { Outcome } from "../../app/outcome.ts";

export type DiscardAct = (ids: readonly number[], form: FormData) => Promise<Outcome<number>>;

/** Asks why things in quarantine are not sent again, and discards them; they stay where they are. */
export function DiscardDialog({
  ids,
  isOpen,
  onOpenChange,
  act,
  onDone,
}: {
  readonly ids: readonly number[];
  readonly isOpen: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly act: DiscardAct;
  readonly onDone?: () => void;
}) {
  const [t, refusals] = [useTranslations("quarantine"), useTranslations("refusals")];
  const [refused, setRefused] = useState("");
  const [busy, start] = useTransition();

  function send(event: SyntheticEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    start(async () => {
      const outcome = await act(ids, form);
      if (outcome.state === "refused") return setRefused(refusals.has(outcome.code) ? refusals(outcome.code, outcome.facts) : refusals("unexpected", { id: outcome.id }));
      onOpenChange(false);
      onDone?.();
    });
  }

  return (
    <Dialog title={t("discardTitle", { count: ids.length })} isOpen={isOpen} onOpenChange={onOpenChange}>
      <form onSubmit={send} className="flex flex-col gap-4">
        {refused === "" ? null : <ErrorNote title={refused} />}
        <p className="text-table text-ink-soft">{t("discardNote")}</p>
        <Select name="reason" label={t("reason")} defaultValue={DISCARD_REASONS[0]} options={DISCARD_REASONS.map((id) => ({ id, label: t(`reasons.${id}`) }))} />
        <TextField name="note" label={t("noteField")} />
        <div className="flex justify-end gap-2">
          <Button look="plain" onPress={() => onOpenChange(false)}>
            {t("cancel")}
          </Button>
          <Button type="submit" look="danger" isDisabled={busy}>
            {t("discard")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
