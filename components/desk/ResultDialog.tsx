"use client";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/Button";
import { Dialog } from "#components/ui/Dialog";
import { Link } from "../../app/navigation.ts";
import type { Refused } from "./use-deciding.ts";

/** What became of each row of a bulk action, where some were refused: which, and why. */
export function ResultDialog({ refused, onClose }: { readonly refused: Refused | undefined; readonly onClose: () => void }) {
  const t = useTranslations("desk");
  const tt = useTranslations("triage");
  const tu = useTranslations("ui");
  if (refused === undefined) return null;
  const title = t("someRefused", { decision: tt(`decided.${refused.decision}`), done: refused.done, refused: refused.refused.length });
  return (
    <Dialog title={title} isOpen onOpenChange={(open) => !open && onClose()} size="md" actions={<Button look="primary" onPress={onClose}>{tu("close")}</Button>}>
      <ul className="flex flex-col divide-y divide-line">
        {refused.refused.map((one) => (
          <li key={one.number} className="flex flex-col gap-0.5 py-2">
            <Link href={`/consignments/${encodeURIComponent(one.number)}`} className="text-accent hover:underline">{one.number}</Link>
            <span className="text-table text-ink-soft">{one.sentence}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
