"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/Button";
import { ErrorNote } from "#components/ui/ErrorNote";
import { TextField } from "#components/ui/TextField";
import { notify } from "#components/ui/Toast";
import { useRefusalWords } from "#components/ui/refusal-words";
import type { Held } from "#lib/triage/consignment";
import { answered } from "../ui/answered.ts";
import type { ConsignmentActs, LastDecision } from "./acts.ts";

/** A proposal that waits: its second person confirms it, or declines it with a note; its maker is told that somebody else must. */
export function SecondPerson({
  held,
  last,
  own,
  acts,
  onSettled,
}: {
  readonly held: Held;
  readonly last: LastDecision;
  readonly own: boolean;
  readonly acts: ConsignmentActs;
  readonly onSettled: (version: number) => void;
}) {
  const t = useTranslations("consignment.second");
  const words = useRefusalWords();
  const [note, setNote] = useState("");
  const [refused, setRefused] = useState<string>();
  const [busy, setBusy] = useState(false);
  const answer = async (act: ConsignmentActs["confirmOn"], done: string, input: object) => {
    setBusy(true);
    const outcome = await answered(act({ number: held.number, expectedVersion: held.version, ...input }));
    setBusy(false);
    if (outcome.state === "refused") return setRefused(words(outcome));
    if (outcome.state !== "done") return undefined;
    onSettled(outcome.result.version);
    notify({ title: done, tone: "done" });
    return undefined;
  };
  if (own) return <p className="rounded-md bg-violet-soft px-3 py-2 text-table">{t("waitsForOther")}</p>;
  return (
    <div className="flex flex-col gap-2 rounded-md bg-violet-soft px-3 py-3">
      <p className="text-table">{t("waitsForYou", { by: last.by })}</p>
      {refused === undefined ? null : <ErrorNote title={refused} />}
      <Button look="primary" isPending={busy} onPress={() => answer(acts.confirmOn, t("confirmed"), {})}>
        {t("confirm")}
      </Button>
      <TextField label={t("declineNote")} value={note} onChange={setNote} rows={2} maxLength={2000} />
      <Button look="danger" isPending={busy} isDisabled={note.trim() === ""} onPress={() => answer(acts.declineOn, t("declined"), { note: note.trim() })}>
        {t("decline")}
      </Button>
    </div>
  );
}
