import { useTranslations } from "next-intl";
import { Button } from "#components/ui/Button";
import { Select } from "#components/ui/Select";
import { TextField } from "#components/ui/TextField";

type Props = { readonly action: string; readonly from: string; readonly last: string; readonly office: string | null; readonly offices: readonly { readonly id: string; readonly label: string }[] };

/** Which days, both ends included, and which office a page is about; its choice is in the address. */
export function SpanForm({ action, from, last, office, offices }: Props) {
  const t = useTranslations("feedback.span");
  return (
    <form action={action} className="flex flex-wrap items-end gap-3">
      <TextField name="from" type="date" label={t("from")} defaultValue={from} />
      <TextField name="last" type="date" label={t("last")} defaultValue={last} />
      <Select name="office" label={t("office")} defaultValue={office ?? "all"} options={[{ id: "all", label: t("everyOffice") }, ...offices]} />
      <Button type="submit">{t("show")}</Button>
    </form>
  );
}
