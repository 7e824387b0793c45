"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { answered } from "../ui/answered.ts";
import { Button } from "#components/ui/Button";
import { Dialog } from "#components/ui/Dialog";
import { useRefusalWords } from "#components/ui/refusal-words";
import { ErrorNote } from "#components/ui/ErrorNote";
import { TextField } from "#components/ui/TextField";
import { notify } from "#components/ui/Toast";
import type { DeskRow } from "#lib/triage/row";
import { useRouter } from "../../app/navigation.ts";
import type { DeskActs } from "./acts.ts";

/** Opens a case on one or more consignments; the allegation starts with what the weightiest finding says. */
export function CaseDialog({ rows, acts, onClose }: { readonly rows: readonly DeskRow[]; readonly acts: DeskActs; readonly onClose: () => void }) {
  const t = useTranslations("desk");
  const tu = useTranslations("ui");
  const words = useRefusalWords();
  const router = useRouter();
  const top = rows.toSorted((a, b) => b.score - a.score)[0];
  const [title, setTitle] = useState(top === undefined ? "" : top.goods.startsWith(top.site) ? top.goods : t("caseTitle", { producer: top.site, goods: top.goods }));
  const [allegation, setAllegation] = useState(top?.finding?.sentence ?? "");
  const [wrong, setWrong] = useState<string>();
  const [busy, setBusy] = useState(false);

  const open = async () => {
    setBusy(true);
    const outcome = await answered(acts.openOn({ title, allegation, consignments: rows.map((row) => row.number) }));
    setBusy(false);
    if (outcome.state === "refused") return setWrong(words(outcome));
    onClose();
    if (outcome.state !== "done") return undefined;
    const { number } = outcome.result;
    notify({ title: t("caseOpened", { number }), tone: "done", act: { label: t("toCase"), run: () => router.push(`/cases/${encodeURIComponent(number)}`) } });
    return undefined;
  };
  return (
    <Dialog
      title={t("openCase", { count: rows.length })}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      size="md"
      actions={
        <>
          <Button onPress={onClose}>{tu("cancel")}</Button>
          <Button look="primary" isDisabled={busy || title.trim() === "" || allegation.trim() === ""} onPress={open}>
            {t("open")}
          </Button>
        </>
      }
    >
      {wrong === undefined ? null : <ErrorNote title={wrong} />}
      <p className="text-table text-ink-soft">{rows.map((row) => row.number).join(", ")}</p>
      <TextField label={t("caseName")} value={title} onChange={setTitle} maxLength={200} isRequired />
      <TextField label={t("allegation")} description={t("allegationHint")} rows={4} value={allegation} onChange={setAllegation} maxLength={5000} isRequired />
    </Dialog>
  );
}
