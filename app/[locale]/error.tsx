"use client";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/Button";
import { ErrorNote } from "#components/ui/ErrorNote";

/** A defect on a screen: what is safe, and the number under which the server has logged it. */
export default function Defect({ error, reset }: { readonly error: Error & { readonly digest?: string }; readonly reset: () => void }) {
  const t = useTranslations("ui");
  return (
    <div className="mx-auto max-w-xl px-4 py-10">
      <ErrorNote title={t("unexpected.title")} action={<Button onPress={reset}>{t("tryAgain")}</Button>}>
        {t("unexpected.safe", { id: error.digest ?? "–" })}
      </ErrorNote>
    </div>
  );
}
