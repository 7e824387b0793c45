"use client";
import { Send, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button, IconButton } from "#components/ui/Button";
import { Dialog } from "#components/ui/Dialog";
import { notify } from "#components/ui/Toast";
import type { Resent } from "#lib/feeds/quarantine";
import { Link } from "../../app/navigation.ts";
import type { Outcome } from "../../app/outcome.ts";
import { DiscardDialog, type DiscardAct } from "./DiscardDialog.tsx";

export type BulkActs = { readonly resend: (ids: readonly number[]) => Promise<Outcome<readonly Resent[]>>; readonly discard: DiscardAct };

/** What can be done with the selected: send them again as they stand, each with its result, or discard them with a reason. */
export function QuarantineBar({ ids, onDone, resend, discard }: { readonly ids: readonly number[]; readonly onDone: () => void } & BulkActs) {
  const [t, refusals] = [useTranslations("quarantine"), useTranslations("refusals")];
  const [results, setResults] = useState<readonly Resent[]>([]);
  const [discarding, setDiscarding] = useState(false);
  const [busy, start] = useTransition();

  function send(): void {
    start(async () => {
      const outcome = await resend(ids);
      if (outcome.state === "done") {
        setResults(outcome.result);
        onDone();
      } else if (outcome.state === "refused") notify({ title: refusals.has(outcome.code) ? refusals(outcome.code, outcome.facts) : refusals("unexpected", { id: outcome.id }), tone: "wrong" });
    });
  }

  return (
    <>
      {ids.length === 0 ? null : (
        <div
          role="toolbar"
          aria-label={t("selected", { count: ids.length })}
          className="animate-settle sticky bottom-2 flex flex-wrap items-center gap-1.5 rounded-lg border border-line-strong bg-raised px-4 py-2 shadow-float"
        >
          <span className="me-2 font-medium">{t("selected", { count: ids.length })}</span>
          <Button size="sm" isDisabled={busy} icon={<Send aria-hidden className="size-4" />} onPress={send}>
            {t("resendMany")}
          </Button>
          <Button size="sm" look="danger" isDisabled={busy} onPress={() => setDiscarding(true)}>
            {t("discard")}
          </Button>
          <span className="ms-auto">
            <IconButton label={t("clear")} keys="Esc" onPress={onDone}>
              <X aria-hidden className="size-4" />
            </IconButton>
          </span>
        </div>
      )}
      <DiscardDialog ids={ids} isOpen={discarding} onOpenChange={setDiscarding} act={discard} onDone={onDone} />
      <Dialog title={t("results")} size="md" isOpen={results.length > 0} onOpenChange={() => setResults([])} actions={<Button onPress={() => setResults([])}>{t("close")}</Button>}>
        <ul className="flex flex-col gap-1.5 text-table">
          {results.map((one) => (
            <li key={one.id} className="flex gap-3">
              <span className="w-14 shrink-0 text-ink-faint">{one.id}</span>
              <Result one={one} />
            </li>
          ))}
        </ul>
      </Dialog>
    </>
  );
}

function Result({ one: { captureId, outcome, refused } }: { readonly one: Resent }) {
  const [t, refusals] = [useTranslations("quarantine"), useTranslations("refusals")];
  if (refused !== null) return <span className="text-red">{t("refused", { why: refusals.has(refused.code) ? refusals(refused.code, refused.facts) : refused.code })}</span>;
  return captureId === null || outcome === null ? null : (
    <Link href={`/feeds/${encodeURIComponent(captureId)}`} className="text-accent underline decoration-line-strong underline-offset-2">
      {t(`outcome.${outcome}`)}
    </Link>
  );
}
