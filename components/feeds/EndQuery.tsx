"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm, type FormAction } from "#components/access/ActionForm";
import { Button } from "#components/ui/Button";
import { Dialog } from "#components/ui/Dialog";

/** Ends a named query, after saying how many subscriptions end with it. */
export function EndQuery({ name, subscriptions, action }: { readonly name: string; readonly subscriptions: number; readonly action: FormAction }) {
  const t = useTranslations("queries.end");
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button look="danger" onPress={() => setAsking(true)}>
        {t("title")}
      </Button>
      <Dialog title={t("title")} isOpen={asking} onOpenChange={setAsking} size="md">
        <p className="text-ink-soft text-pretty">{t("note", { count: subscriptions })}</p>
        <ActionForm action={action} submit={t("title")} look="danger">
          <input type="hidden" name="name" value={name} />
        </ActionForm>
      </Dialog>
    </>
  );
}
