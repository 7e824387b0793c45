"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Checkbox } from "#components/ui/Checkbox";
import { Dialog } from "#components/ui/Dialog";
import { useAllKeys } from "./Keys.tsx";

const OPEN = "tallyhouse:keys";

/** Opens the list of keys. */
export function openKeysSheet(): void {
  window.dispatchEvent(new Event(OPEN));
}

/** The keys of this screen, behind `?`. */
export function KeysSheet() {
  const t = useTranslations("frame");
  const { groups, letters, setLetters } = useAllKeys();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const show = () => setOpen(true);
    window.addEventListener(OPEN, show);
    return () => window.removeEventListener(OPEN, show);
  }, []);
  return (
    <Dialog title={t("keys")} isOpen={open} onOpenChange={setOpen} size="md">
      {groups.toReversed().map((group) => (
        <section key={group.title}>
          <h3 className="mb-1 text-table font-medium text-ink-soft">{group.title}</h3>
          <ul className="grid gap-x-8 sm:grid-cols-2">
            {group.acts.map((act) => (
              <li key={act.id} className="flex items-center justify-between gap-4 border-b border-line py-1.5">
                <span>{act.label}</span>
                <KeyCaps keys={act.keys} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      <Checkbox isSelected={letters} onChange={setLetters}>
        {t("lettersOn")}
      </Checkbox>
    </Dialog>
  );
}

const CAPS: Readonly<Record<string, string>> = { mod: "⌘/Ctrl", shift: "⇧", alt: "Alt", space: "␣", escape: "Esc", enter: "↵", arrowdown: "↓", arrowup: "↑" };

/** A combination of keys, each on its cap. */
export function KeyCaps({ keys }: { readonly keys: string }) {
  return (
    <span className="flex shrink-0 gap-1">
      {keys.split("+").map((key) => (
        <kbd key={key} className="min-w-6 rounded-sm border border-line-strong bg-surface px-1.5 text-center font-sans text-xs leading-5">
          {CAPS[key] ?? key}
        </kbd>
      ))}
    </span>
  );
}
