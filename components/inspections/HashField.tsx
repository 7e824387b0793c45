"use client";
import { FileUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useSyncExternalStore } from "react";
import { FileTrigger } from "react-aria-components/FileTrigger";
import { Button } from "#components/ui/Button";
import { TextField } from "#components/ui/TextField";

const never = () => () => {};

/** The SHA-256 of a file: reckoned in the browser from the file that is chosen, which is not sent, or written in by hand; a browser reckons hashes only where its connection is secure. */
export function HashField({ name }: { readonly name: string }) {
  const t = useTranslations("imports.reports");
  const [hash, setHash] = useState("");
  const [file, setFile] = useState<string>();
  const reckons = useSyncExternalStore(never, () => isSecureContext, () => false);
  async function take(chosen: File | undefined): Promise<void> {
    if (chosen === undefined) return;
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await chosen.arrayBuffer()));
    setHash(Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join(""));
    setFile(chosen.name);
  }
  return (
    <div className="flex min-w-0 items-start gap-2">
      <div className="min-w-0 flex-1">
        <TextField
          name={name}
          label={t("document")}
          description={file === undefined ? t("documentNote") : t("documentOf", { file })}
          value={hash}
          onChange={setHash}
          spellCheck="false"
        />
      </div>
      {reckons ? <div className="pt-6"><FileTrigger onSelect={(files) => void take(files?.[0])}><Button icon={<FileUp aria-hidden className="size-4" />}>{t("documentChoose")}</Button></FileTrigger></div> : null}
    </div>
  );
}
