"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm, type FormAction } from "#components/access/ActionForm";
import { Button } from "#components/ui/Button";
import { Dialog } from "#components/ui/Dialog";

/** Answers a question with one of its candidates, after asking: the answer holds for every declaration of that name. */
export function ChooseSite({
  questionId,
  declaredName,
  site,
  action,
}: {
  readonly questionId: number;
  readonly declaredName: string;
  readonly site: { readonly id: number; readonly name: string; readonly publicId: string };
  readonly action: FormAction;
}) {
  const t = useTranslations("questions");
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button look="primary" onPress={() => setAsking(true)}>{t("choose")}</Button>
      <Dialog title={t("confirmTitle", { name: declaredName })} isOpen={asking} onOpenChange={setAsking}>
        <p className="text-pretty">{t("confirm", { name: declaredName, site: site.name, number: site.publicId })}</p>
        <ActionForm action={action} submit={t("confirmed")}>
          <input type="hidden" name="questionId" value={questionId} />
          <input type="hidden" name="siteId" value={site.id} />
        </ActionForm>
      </Dialog>
    </>
  );
}
