"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm, type FormAction } from "#components/access/ActionForm";
import { Button } from "#components/ui/Button";
import { Dialog } from "#components/ui/Dialog";
import { TextField } from "#components/ui/TextField";

type Acts = { readonly runNow: FormAction; readonly turn: FormAction; readonly reset: FormAction };

/** What an administrator does about a source: read it now, turn it off or on, read it from its beginning. */
export function SourceActs({ code, state, isRead, acts }: { readonly code: string; readonly state: "on" | "off"; readonly isRead: boolean; readonly acts: Acts }) {
  const t = useTranslations("sources.act");
  const [asking, setAsking] = useState(false);
  const named = <input type="hidden" name="code" value={code} />;
  return (
    <>
      {isRead && state === "on" ? (
        <ActionForm action={acts.runNow} submit={t("runNow")} look="primary" done={t("asked")}>
          {named}
        </ActionForm>
      ) : null}
      <ActionForm action={acts.turn} submit={t(state === "on" ? "turnOff" : "turnOn")} look={state === "on" ? "quiet" : "primary"}>
        {named}
        <input type="hidden" name="state" value={state === "on" ? "off" : "on"} />
      </ActionForm>
      {isRead ? (
        <Button look="quiet" onPress={() => setAsking(true)}>
          {t("reset")}
        </Button>
      ) : null}
      <Dialog title={t("reset")} isOpen={asking} onOpenChange={setAsking} size="md">
        <p className="text-ink-soft text-pretty">{t("resetNote")}</p>
        <ActionForm action={acts.reset} submit={t("reset")} look="danger" done={t("asked")}>
          {named}
          <TextField name="reason" label={t("reason")} rows={2} maxLength={500} isRequired />
        </ActionForm>
      </Dialog>
    </>
  );
}
