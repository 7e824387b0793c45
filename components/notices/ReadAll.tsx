"use client";
import { CheckCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { answered } from "../ui/answered.ts";
import { Button } from "#components/ui/Button";
import { useRefusalWords } from "#components/ui/refusal-words";
import { notify } from "#components/ui/Toast";
import type { Outcome } from "../../app/outcome.ts";

/** Marks every own notice as read. */
export function ReadAll({ act }: { readonly act: () => Promise<Outcome> }) {
  const [t, words] = [useTranslations("notices"), useRefusalWords()];
  const [busy, begin] = useTransition();
  return (
    <Button
      icon={<CheckCheck aria-hidden className="size-4" />}
      isDisabled={busy}
      onPress={() => begin(async () => {
        const outcome = await answered(act());
        if (outcome.state === "refused") notify({ title: words(outcome), tone: "wrong" });
      })}
    >
      {t("readAll")}
    </Button>
  );
}
