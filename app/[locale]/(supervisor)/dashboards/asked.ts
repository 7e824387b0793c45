export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** The parameters of an address, each name once. */
export async function paramsFrom(given: SearchParams): Promise<URLSearchParams> {
  return new URLSearchParams(Object.entries(await given).flatMap(([name, value]) => (typeof value === "string" ? [[name, value] as [string, string]] : [])));
}
