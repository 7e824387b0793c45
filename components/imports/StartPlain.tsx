"use client";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "#components/ui/Button";
import { ErrorNote } from "#components/ui/ErrorNote";
import { useRefusalWords, type RefusedHere } from "#components/ui/refusal-words";
import type { Outcome } from "../../app/outcome.ts";

type Props = { readonly id: number; readonly count: number; readonly words: "start" | "startReports"; readonly start: (id: number) => Promise<Outcome> };

/** Starts an import that needs no mapping, once it was looked at. */
export function StartPlain({ id, count, words, start }: Props) {
  const t = useTranslations("imports");
  const word = useRefusalWords();
  const [refused, setRefused] = useState<RefusedHere | null>(null);
  const [busy, act] = useTransition();
  return (
    <div className="flex flex-col gap-3">
      {refused === null ? null : <ErrorNote title={word(refused)} />}
      <div className="flex flex-wrap items-center gap-3">
        <Button
          look="primary"
          isDisabled={busy || count === 0}
          onPress={() =>
            act(async () => {
              const outcome = await start(id);
              setRefused(outcome.state === "refused" ? outcome : null);
            })
          }
        >
          {t(words, { count })}
        </Button>
        <span className="text-ink-soft">{t("startNote")}</span>
      </div>
    </div>
  );
}
