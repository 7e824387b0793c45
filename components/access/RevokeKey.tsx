"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/Button";
import { Dialog } from "#components/ui/Dialog";
import { ActionForm, type FormAction } from "./ActionForm.tsx";

/** Revokes a key, which cannot be undone, after asking. */
export function RevokeKey({ id, name, action }: { readonly id: number; readonly name: string; readonly action: FormAction }) {
  const t = useTranslations("admin.keys");
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button size="sm" look="danger" onPress={() => setAsking(true)}>
        {t("revoke")}
      </Button>
      <Dialog title={t("revokeTitle", { name })} isOpen={asking} onOpenChange={setAsking}>
        <p>{t("revokeNote")}</p>
        <ActionForm action={action} submit={t("revoke")} look="danger">
          <input type="hidden" name="id" value={id} />
        </ActionForm>
      </Dialog>
    </>
  );
}
