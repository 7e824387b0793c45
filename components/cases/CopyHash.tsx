"use client";
import { Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { Tooltip } from "#components/ui/Tooltip";
import { notify } from "#components/ui/Toast";
import { Button } from "react-aria-components/Button";

/** A hash by its first characters; the whole of it on hover, and copied when pressed. */
export function CopyHash({ hash, label, copied }: { readonly hash: string; readonly label: string; readonly copied: string }) {
  const t = useTranslations("ui");
  const copy = () => {
    navigator.clipboard.writeText(hash).then(
      () => notify({ title: copied, detail: hash, tone: "done" }),
      () => notify({ title: hash, detail: t("unexpected.title"), tone: "note" }),
    );
  };
  return (
    <Tooltip text={hash}>
      <Button data-prints onPress={copy} aria-label={label} className="inline-flex min-h-6 cursor-pointer items-center gap-1.5 rounded-sm font-mono text-xs text-ink-soft hover:text-ink">
        {hash.slice(0, 12)}…
        <Copy aria-hidden className="size-3" />
      </Button>
    </Tooltip>
  );
}
