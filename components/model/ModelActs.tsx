"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm, type FormAction } from "#components/access/ActionForm";
import { Button } from "#components/ui/Button";
import { Dialog } from "#components/ui/Dialog";
import { Select } from "#components/ui/Select";
import { TextField } from "#components/ui/TextField";
import type { ModelMode } from "#lib/risk/modelRecord";

type Acts = { readonly propose: FormAction; readonly retire: FormAction; readonly compare: FormAction };

/** What can be done about a trained model: proposed for use, retired, trained again to compare. */
export function ModelActs({
  id,
  mode,
  open,
  comparing,
  points,
  acts,
}: {
  readonly id: number;
  readonly mode: ModelMode;
  readonly open: boolean;
  readonly comparing: boolean;
  readonly points: number;
  readonly acts: Acts;
}) {
  const t = useTranslations("model.act");
  const [asking, setAsking] = useState<"propose" | "retire">();
  const named = <input type="hidden" name="id" value={id} />;
  const uses = (["shadow", "live"] as const).filter((use) => use !== mode).map((use) => ({ id: use, label: t(use) }));
  const close = () => setAsking(undefined);
  return (
    <>
      {comparing ? null : (
        <ActionForm action={acts.compare} submit={t("compare")} look="quiet">
          {named}
        </ActionForm>
      )}
      {mode === "retired" ? null : (
        <>
          <Button look="quiet" onPress={() => setAsking("retire")}>
            {t("retire")}
          </Button>
          {open ? null : (
            <Button look="primary" onPress={() => setAsking("propose")}>
              {t("propose")}
            </Button>
          )}
        </>
      )}
      <Dialog title={t("proposeTitle", { id })} isOpen={asking === "propose"} onOpenChange={close} size="md">
        <p className="text-ink-soft text-pretty">{t("proposeNote", { points })}</p>
        <ActionForm action={acts.propose} submit={t("propose")} done={t("proposed")}>
          {named}
          <Select label={t("as")} name="mode" defaultValue={uses[0]?.id ?? "live"} options={uses} />
          <TextField name="reason" label={t("reason")} rows={2} maxLength={1000} isRequired />
        </ActionForm>
      </Dialog>
      <Dialog title={t("retire")} isOpen={asking === "retire"} onOpenChange={close} size="md">
        <p className="text-ink-soft text-pretty">{t("retireNote")}</p>
        <ActionForm action={acts.retire} submit={t("retire")} look="danger">
          {named}
          <TextField name="reason" label={t("reason")} rows={2} maxLength={1000} isRequired />
        </ActionForm>
      </Dialog>
    </>
  );
}
