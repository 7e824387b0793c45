/** What came of one file or vector of a suite: its group, its name, and why it failed (undefined when it passed). */
export type Verdict = { readonly group: string; readonly name: string; readonly failure?: string };

/** Verdicts as a table of groups, with the failures below it. */
export function tableOf(verdicts: readonly Verdict[]): string {
  const groups = Map.groupBy(verdicts, ({ group }) => group);
  const rows = [...groups].map(([group, all]) => [group, all.length, all.filter(({ failure }) => failure === undefined).length] as const);
  const width = Math.max(5, ...rows.map(([group]) => group.length));
  const line = (group: string, ...counts: readonly (string | number)[]) => `${group.padEnd(width)} ${counts.map((count) => String(count).padStart(7)).join("")}`;
  const failed = verdicts.filter(({ failure }) => failure !== undefined);
  return [
    line("group", "files", "passed", "failed"),
    ...rows.map(([group, all, passed]) => line(group, all, passed, all - passed)),
    line("all", verdicts.length, verdicts.length - failed.length, failed.length),
    ...failed.map(({ group, name, failure }) => `\nfailed: ${group}: ${name}\n  ${failure ?? ""}`),
  ].join("\n");
}
