/** An e-mail as it is written: subject and text in the reader's language, then in the other. */
export type Mail = { readonly subject: string; readonly text: string };

type Words = { readonly en: string; readonly zh: string };

/** Writes a notice as plain text. `base` is the house's own address, empty where it is not known: then only the path is given. */
export function mailOf({ title, body, href }: { readonly title: Words; readonly body: Words; readonly href: string }, locale: "en" | "zh-CN", base: string): Mail {
  const [own, other] = locale === "en" ? (["en", "zh"] as const) : (["zh", "en"] as const);
  const address = `${base}/${locale}${href}`;
  const lines = [title[own], body[own], address, "—", title[other], body[other]].filter((line) => line !== "");
  return { subject: `[Tallyhouse] ${oneLine(title[own])}`, text: `${lines.join("\n\n")}\n` };
}

/** A subject is one line, whatever a name contains. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").slice(0, 180);
}
