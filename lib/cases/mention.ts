/** The logins that a note mentions by @, in order, each once. An address such as `a@b.cn` mentions nobody. */
export function mentionsIn(text: string): string[] {
  const found = [...text.matchAll(/(?<![\p{L}\p{N}._%+-])@([\p{L}\p{N}][\p{L}\p{N}._-]*)/gu)].map((match) => (match[1] ?? "").replace(/[.-]+$/, ""));
  return [...new Set(found.filter((login) => login !== ""))];
}
