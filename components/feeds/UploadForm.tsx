"use client";
import { FileUp } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState, type SyntheticEvent } from "react";
import { FileTrigger } from "react-aria-components/FileTrigger";
import { Button } from "#components/ui/Button";
import { ErrorNote } from "#components/ui/ErrorNote";
import { Field } from "#components/ui/Field";
import { Radios } from "#components/ui/Radios";
import { TextField } from "#components/ui/TextField";
import { useRouter } from "../../app/navigation.ts";
import { Problems } from "./Problems.tsx";
import { sendDocument, typeOfFile, typeOfText, type ErrorBehaviour, type Sent } from "./send-document.ts";

/** Takes in a document by hand, from a file or pasted, and leads to what became of each of its events. What was given stays when it is refused. */
export function UploadForm() {
  const [t, locale, router] = [useTranslations("feeds.upload"), useLocale(), useRouter()];
  const [file, setFile] = useState<File | null>(null);
  const [text, setText] = useState("");
  const [behaviour, setBehaviour] = useState<ErrorBehaviour>("rollback");
  const [busy, setBusy] = useState(false);
  const [sent, setSent] = useState<Sent | null>(null);

  async function send(event: SyntheticEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    const outcome = await sendDocument(file ?? text, file === null ? typeOfText(text) : typeOfFile(file.name, file.type), behaviour, locale);
    setBusy(false);
    setSent(outcome);
    if (outcome.state === "captured") router.push(`/feeds/${outcome.id}`);
  }

  return (
    <form onSubmit={(event) => void send(event)} className="flex flex-col gap-4">
      {sent?.state === "refused" ? (
        <ErrorNote title={t("refused")}>
          <p className="mb-2">{sent.detail}</p>
          <Problems problems={sent.problems} />
        </ErrorNote>
      ) : null}
      {sent?.state === "failed" ? <ErrorNote title={t("failed")}>{t("failedNext")}</ErrorNote> : null}
      <Field label={t("file")} description={file === null ? t("fileNote") : ""}>
        <div className="flex flex-wrap items-center gap-2">
          <FileTrigger acceptedFileTypes={[".json", ".jsonld", ".xml", ".csv", ".gz"]} onSelect={(files) => setFile(files?.[0] ?? null)}>
            <Button icon={<FileUp aria-hidden className="size-4" />}>{t("choose")}</Button>
          </FileTrigger>
          {file === null ? null : (
            <>
              <span className="min-w-0 truncate text-table">{file.name}</span>
              <Button look="plain" size="sm" onPress={() => setFile(null)}>
                {t("putAway")}
              </Button>
            </>
          )}
        </div>
      </Field>
      {file === null ? <TextField label={t("text")} description={t("textNote")} rows={8} value={text} onChange={setText} spellCheck="false" /> : null}
      <Radios
        label={t("behaviour")}
        value={behaviour}
        onChange={(id) => setBehaviour(id === "proceed" ? "proceed" : "rollback")}
        options={[
          { id: "rollback", label: t("rollback"), note: t("rollbackNote") },
          { id: "proceed", label: t("proceed"), note: t("proceedNote") },
        ]}
      />
      <div>
        <Button type="submit" look="primary" isDisabled={busy || (file === null && text.trim() === "")}>
          {t("send")}
        </Button>
      </div>
    </form>
  );
}
