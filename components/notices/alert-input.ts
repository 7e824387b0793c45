/** What an alert's form sends, as its command takes it. Shares are written in percent on the screen and kept from 0 to 1. */
export function alertFormInput(form: FormData, shares: readonly string[]): Readonly<Record<string, unknown>> {
  const text = (name: string): string => {
    const value = form.get(name);
    return typeof value === "string" ? value.trim() : "";
  };
  const all = (name: string): string[] => form.getAll(name).filter((value): value is string => typeof value === "string" && value !== "");
  const number = (name: string): number | undefined => (text(name) === "" ? undefined : Number(text(name)));
  const figure = text("figure");
  const value = number("value");
  const filter = Object.fromEntries(["office", "lane", "rule", "country"].flatMap((name) => (text(`filter/${name}`) === "" ? [] : [[name, text(`filter/${name}`)]])));
  const days = number("filter/days");
  return {
    ...(number("id") === undefined ? {} : { id: number("id"), expectedVersion: number("$version") }),
    name: { en: text("name/en"), zh: text("name/zh") },
    figure,
    filter: days === undefined ? filter : { ...filter, days },
    comparison: text("comparison"),
    value: value === undefined ? undefined : shares.includes(figure) ? value / 100 : value,
    audience: { roles: all("roles"), people: all("people").map(Number), webhooks: all("webhooks").map(Number), email: text("email") === "on" },
    coolDownMinutes: number("coolDownMinutes"),
    on: text("on") === "on",
  };
}
