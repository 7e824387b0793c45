/** An address with a query, in which whatever is undefined or empty is left out. */
export function addressOf(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const said = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== "");
  return said.length === 0 ? path : `${path}?${new URLSearchParams(said).toString()}`;
}

/** One value of a query; undefined when it is missing, empty or given twice. */
export function single(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}
