"use client";
import { BookmarkPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState, type ReactNode } from "react";
import { ActionForm, type FormAction } from "#components/access/ActionForm";
import { useKeys, type KeyAct } from "#components/keys/Keys";
import { Button } from "#components/ui/Button";
import { Dialog } from "#components/ui/Dialog";
import { TextField } from "#components/ui/TextField";
import { EVENT_SEARCH_FIELD } from "./event-search-field.ts";

/** Keeps the present filter as a query under a name; `children` say what it asks for. `action` is missing where somebody may not define queries, or the filter asks for nothing that can be kept. */
export function KeepQuery({ definition, action, children }: { readonly definition: string; readonly action: FormAction | undefined; readonly children: ReactNode }) {
  const t = useTranslations("queries.keep");
  const [open, setOpen] = useState(false);
  const acts = useMemo<KeyAct[]>(
    () => [
      { id: "search", keys: "/", label: t("keySearch"), run: () => document.getElementById(EVENT_SEARCH_FIELD)?.focus() },
      ...(action === undefined ? [] : [{ id: "keep", keys: "s", label: t("title"), run: () => setOpen(true) }]),
    ],
    [t, action],
  );
  useKeys(t("keys"), acts);
  if (action === undefined) return null;
  return (
    <>
      <Button look="primary" keys="s" icon={<BookmarkPlus aria-hidden className="size-4" />} onPress={() => setOpen(true)}>
        {t("title")}
      </Button>
      <Dialog title={t("title")} isOpen={open} onOpenChange={setOpen} size="md">
        <p className="text-ink-soft text-pretty">{t("note")}</p>
        <div className="rounded-md bg-sunken p-3">{children}</div>
        <ActionForm action={action} submit={t("submit")}>
          <input type="hidden" name="definition" value={definition} />
          <TextField name="name" label={t("name")} description={t("nameNote")} maxLength={100} isRequired autoFocus spellCheck="false" />
        </ActionForm>
      </Dialog>
    </>
  );
}
