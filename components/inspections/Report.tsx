"use client";
import { ClipboardCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/Button";
import { Dialog } from "#components/ui/Dialog";
import { Radios } from "#components/ui/Radios";
import { TextField } from "#components/ui/TextField";
import { EXAMINATION_RESULTS, needsNote, type ExaminationResult } from "#lib/inspections/examination";
import { ActionForm, type FormAction } from "../access/ActionForm.tsx";

/** Reports what an examination found; words are asked for where something does not agree. */
export function Report({ id, number, act }: { readonly id: number; readonly number: string; readonly act: FormAction }) {
  const t = useTranslations("inspections");
  const [open, setOpen] = useState(false);
  const [result, setResult] = useState<ExaminationResult>("conform");
  return (
    <div className="mt-1">
      <Button look="primary" icon={<ClipboardCheck aria-hidden className="size-4" />} onPress={() => setOpen(true)}>
        {t("report")}
      </Button>
      <Dialog title={t("reportOn", { number })} isOpen={open} onOpenChange={setOpen} size="md">
        <ActionForm action={act} submit={t("report")} draft={`examination ${id}`}>
          <input type="hidden" name="id" value={id} />
          <Radios
            name="result"
            label={t("resultLabel")}
            value={result}
            onChange={(chosen) => setResult(EXAMINATION_RESULTS.find((one) => one === chosen) ?? "conform")}
            options={EXAMINATION_RESULTS.map((one) => ({ id: one, label: t(`result.${one}`), ...(one === "conform" ? { note: t("conformNote") } : {}) }))}
          />
          <TextField name="note" label={t("found")} description={t("foundNote")} rows={4} maxLength={5000} isRequired={needsNote(result)} />
        </ActionForm>
      </Dialog>
    </div>
  );
}
