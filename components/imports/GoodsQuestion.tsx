"use client";
import { useTranslations } from "next-intl";
import { ActionForm, type FormAction } from "#components/access/ActionForm";
import { TextField } from "#components/ui/TextField";

/** Goods that a file names in its own words, and what has to be told of them. */
export type AskedGoods = { readonly goods: string; readonly gtin: boolean; readonly site: boolean };

/** Asks once which product, and where it was not said which site, a sender's words for goods mean. */
export function GoodsQuestion({ id, asked, action }: { readonly id: number; readonly asked: AskedGoods; readonly action: FormAction }) {
  const t = useTranslations("imports.goods");
  return (
    <div className="rounded-md border border-line p-3">
      <p className="mb-2 font-medium break-words">{asked.goods}</p>
      <ActionForm action={action} submit={t("tell")} look="quiet" layout="row">
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="goods" value={asked.goods} />
        {asked.gtin ? <TextField name="gtin" label={t("gtin")} inputMode="numeric" /> : null}
        {asked.site ? <TextField name="site" label={t("site")} description={t("siteNote")} /> : null}
      </ActionForm>
    </div>
  );
}
