"use client";
import { FileUp } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { DropZone } from "react-aria-components/DropZone";
import { FileTrigger } from "react-aria-components/FileTrigger";
import { Button } from "#components/ui/Button";
import { ErrorNote } from "#components/ui/ErrorNote";
import { useRouter } from "../../app/navigation.ts";
import { sendFile, type SentFile } from "./send-file.ts";

/** Takes a file by drop or by choice, has its kind found out, and leads to what it would do. */
export function UploadDrop({ kind, room }: { readonly kind?: string; readonly room: string }) {
  const [t, locale, router] = [useTranslations("imports.upload"), useLocale(), useRouter()];
  const [sending, setSending] = useState<string | null>(null);
  const [sent, setSent] = useState<SentFile | null>(null);

  async function send(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    setSending(file.name);
    setSent(null);
    const outcome = await sendFile(file, kind, locale);
    setSent(outcome);
    if (outcome.state === "received") router.push(`${room}/${outcome.id}`);
    else setSending(null);
  }

  return (
    <div className="flex flex-col gap-3">
      {sent?.state === "refused" ? <ErrorNote title={t("refused")}>{sent.detail}</ErrorNote> : null}
      {sent?.state === "failed" ? <ErrorNote title={t("failed")}>{t("failedNext")}</ErrorNote> : null}
      <DropZone
        aria-label={t("drop")}
        onDrop={(event) => void Promise.all(event.items.flatMap((item) => (item.kind === "file" ? [item.getFile()] : []))).then(([file]) => send(file))}
        className="flex min-h-40 flex-col items-center justify-center gap-2 rounded-lg border-2 border-dashed border-line-strong bg-sunken p-6 text-center outline-none data-[drop-target]:border-accent data-[drop-target]:bg-accent-soft data-[focus-visible]:outline-2 data-[focus-visible]:outline-focus"
      >
        {sending === null ? (
          <>
            <FileUp aria-hidden className="size-7 text-ink-faint" />
            <p className="text-ink-soft max-sm:hidden">
              {t("drop")} {t("or")}
            </p>
            <FileTrigger acceptedFileTypes={[".csv", ".tsv", ".txt", ".xlsx", ".xml"]} onSelect={(files) => void send(files?.[0])}>
              <Button look="primary">{t("choose")}</Button>
            </FileTrigger>
          </>
        ) : (
          <output>{t("sending", { name: sending })}</output>
        )}
      </DropZone>
    </div>
  );
}
