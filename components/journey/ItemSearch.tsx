import { useLocale, useTranslations } from "next-intl";
import { Button } from "#components/ui/Button";
import { TextField } from "#components/ui/TextField";

/** Asks for an identifier; a plain form, so that each answer has its address. */
export function ItemSearch({ id }: { readonly id: string }) {
  const [t, locale] = [useTranslations("journey.item"), useLocale()];
  return (
    <form action={`/${locale}/items`} className="flex max-w-3xl flex-wrap items-end gap-2">
      <div className="min-w-0 grow"><TextField name="id" label={t("ask")} defaultValue={id} placeholder={t("placeholder")} /></div>
      <Button type="submit" look="primary">{t("look")}</Button>
    </form>
  );
}
