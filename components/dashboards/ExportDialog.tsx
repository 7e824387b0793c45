"use client";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "#components/ui/Button";
import { Dialog } from "#components/ui/Dialog";
import { ErrorNote } from "#components/ui/ErrorNote";
import { TextField } from "#components/ui/TextField";
import { notify } from "#components/ui/Toast";
import { useRefusalWords } from "#components/ui/refusal-words";
import type { Outcome } from "../../app/outcome.ts";

type TakenOut = { readonly name: string; readonly text: string };

/** Takes the figures of a screen out as a file, for a reason that is recorded. */
export function ExportDialog({ section, address, takeOut }: { readonly section: string; readonly address: string; readonly takeOut: (before: Outcome<TakenOut>, form: FormData) => Promise<Outcome<TakenOut>> }) {
  const t = useTranslations("dashboards.export");
  const say = useRefusalWords();
  const [open, setOpen] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<TakenOut>>({ state: "none" });
  const [acting, begin] = useTransition();
  const act = (form: FormData) =>
    begin(async () => {
      const answer = await takeOut({ state: "none" }, form);
      setOutcome(answer);
      if (answer.state !== "done") return;
      save(answer.result);
      notify({ title: t("done", { file: answer.result.name }), tone: "done" });
      setOpen(false);
    });
  return (
    <>
      <Button icon={<Download aria-hidden className="size-4" />} onPress={() => setOpen(true)}>{t("open")}</Button>
      <Dialog title={t("title")} isOpen={open} onOpenChange={setOpen}>
        <form action={act} className="flex flex-col gap-4">
          <p className="text-ink-soft">{t("why")}</p>
          <input type="hidden" name="section" value={section} />
          <input type="hidden" name="address" value={address} />
          <TextField label={t("reason")} name="reason" description={t("reasonNote")} rows={3} isRequired minLength={3} maxLength={500} />
          {outcome.state === "refused" ? <ErrorNote title={say(outcome)} /> : null}
          <div className="flex justify-end"><Button type="submit" look="primary" isDisabled={acting}>{t("go")}</Button></div>
        </form>
      </Dialog>
    </>
  );
}

function save({ name, text }: TakenOut): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
