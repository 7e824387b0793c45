import { getTranslations } from "next-intl/server";
import consignment from "#messages/en/consignment.json" with { type: "json" };

/** The categories of goods that a certificate can cover, named in the reader's language and in its order. */
export async function categoryOptions(locale: string): Promise<{ readonly id: string; readonly label: string }[]> {
  const t = await getTranslations("consignment.scope.named");
  return Object.keys(consignment.scope.named).map((id) => ({ id, label: t(id) })).toSorted((a, b) => a.label.localeCompare(b.label, locale));
}
