/** A file of a folder as it is listed. `tag` tells versions of the same size and time apart where the server has one. */
export type ListedFile = { readonly name: string; readonly size: number; readonly modifiedAt: Date; readonly tag: string };

/** What is taken once: this version of a file. */
export const versionOf = ({ size, modifiedAt, tag }: ListedFile): string => `${size} ${modifiedAt.toISOString()}${tag === "" ? "" : ` ${tag}`}`;

/** A file this young may still be written; it is left for the next reading. Milliseconds. */
export const SETTLES_IN = 10_000;

const CONTENT_TYPES: Readonly<Record<string, string>> = { json: "application/json", jsonld: "application/ld+json", xml: "application/xml", csv: "text/csv" };

/** What a file is by its name: its content type, and whether it is packed by gzip. Undefined for a name that says nothing. */
export function contentTypeOfFile(name: string): { readonly contentType: string; readonly packed: boolean } | undefined {
  const packed = /\.gz$/i.test(name);
  const contentType = CONTENT_TYPES[/\.([a-z]+)$/i.exec(packed ? name.slice(0, -3) : name)?.[1]?.toLowerCase() ?? ""];
  return contentType === undefined ? undefined : { contentType, packed };
}

/** Whether a file's name fits a pattern in which `*` stands for any text and `?` for one character. */
export function fits(name: string, pattern: string): boolean {
  const written = pattern.replaceAll(/\*+/g, "*").replaceAll(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", "[^/]*").replaceAll("?", "[^/]");
  return new RegExp(`^${written}$`, "u").test(name);
}

/** Files in the order they are taken: the oldest first, and by name where two are as old. */
export function inOrder(files: readonly ListedFile[]): ListedFile[] {
  return files.toSorted((a, b) => a.modifiedAt.getTime() - b.modifiedAt.getTime() || (a.name < b.name ? -1 : 1));
}

/** Whether a file has been left alone long enough to be whole. */
export function isSettled({ modifiedAt }: ListedFile, now: Date): boolean {
  const age = now.getTime() - modifiedAt.getTime();
  return age >= SETTLES_IN || age < -SETTLES_IN;
}
