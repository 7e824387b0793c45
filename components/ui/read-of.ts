const READ = [/(?:^|, read )("(?:[^"\\]|\\.)*")/, /, read (\S.*)$/, /^([\d.,+-]+) /, /^the file is ([^,]+)/, / says (\S.*)$/, /^line (\d+) is there twice/] as const;

/** What a problem's detail quotes as what was read, which needs no translation; undefined where it quotes nothing. */
export function readOf(detail: string): string | undefined {
  for (const pattern of READ) {
    const found = pattern.exec(detail)?.[1];
    if (found !== undefined) return unquoted(found);
  }
  return undefined;
}

/** Where in its text a parser gave up, as its message says it: `(line 5 column 3)`, or `5:3: …`. */
export function brokenAt(detail: string): { readonly line: number; readonly column: number } | undefined {
  const [, line, column] = /\(line (\d+) column (\d+)\)/.exec(detail) ?? /^(\d+):(\d+):/.exec(detail) ?? [];
  return line === undefined || column === undefined ? undefined : { line: Number(line), column: Number(column) };
}

function unquoted(text: string): string {
  return text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1).replaceAll(String.raw`\"`, '"') : text;
}
