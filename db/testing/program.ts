import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";

const SOURCE = "\0program";

/**
 * Puts a program and all that it imports into one file in a new folder, and answers the file: a test that starts a process fifty times pays the
 * reading of six hundred modules once. Compiled add-ons stay behind: what can do without them does.
 */
export async function bundledProgram(source: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "tallyhouse-program-"));
  await build({
    configFile: false,
    root: join(import.meta.dirname, "..", ".."),
    publicDir: false,
    logLevel: "error",
    plugins: [{ name: "program", resolveId: (id) => (id === "program" ? SOURCE : undefined), load: (id) => (id === SOURCE ? source : undefined) }],
    define: { __dirname: "import.meta.dirname" },
    ssr: { noExternal: true },
    build: { ssr: true, minify: false, outDir: folder, emptyOutDir: false, rolldownOptions: { input: "program", external: /\.node$/, output: { entryFileNames: "program.mjs", codeSplitting: false } } },
  });
  return join(folder, "program.mjs");
}
