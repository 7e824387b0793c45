import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../scripts/start/port.mjs";

const ROOT = join(import.meta.dirname, "..", "..");

/** The least that Next can do: a dynamic route that answers as many bytes as it is asked for. */
const ROUTE = `export const dynamic = "force-dynamic";
const held = new Map();
export function GET(request) {
  const bytes = Number(new URL(request.url).searchParams.get("bytes"));
  if (!held.has(bytes)) held.set(bytes, "x".repeat(bytes));
  return new Response(held.get(bytes), { headers: { "content-type": "application/json", "cache-control": "no-store" } });
}
`;

const PAGE = `export const dynamic = "force-dynamic";
export default async function Page({ searchParams }) {
  const { bytes } = await searchParams;
  return <pre>{"x".repeat(Number(bytes))}</pre>;
}
`;

const LAYOUT = `export default function Layout({ children }) {
  return <html lang="en"><body>{children}</body></html>;
}
`;

/** Builds a Next application with one bare route and one bare page in a temporary folder, runs it as production while `work` is done, and removes it. */
export async function withBareRoute(work: (url: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "tallyhouse-bare-"));
  mkdirSync(join(folder, "app", "bytes"), { recursive: true });
  mkdirSync(join(folder, "app", "page"), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "bare", private: true, type: "module" }));
  writeFileSync(join(folder, "next.config.mjs"), "export default { poweredByHeader: false, agentRules: false };\n");
  writeFileSync(join(folder, "app", "bytes", "route.js"), ROUTE);
  writeFileSync(join(folder, "app", "page", "page.jsx"), PAGE);
  writeFileSync(join(folder, "app", "layout.jsx"), LAYOUT);
  const next = join(ROOT, "node_modules", "next", "dist", "bin", "next");
  try {
    const built = spawnSync(process.execPath, [next, "build", "--webpack"], { cwd: folder, encoding: "utf8", env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" } });
    if (built.status !== 0) throw new Error(`the bare route was not built: ${built.stdout}${built.stderr}`);
    await serving(next, folder, work);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function serving(next: string, folder: string, work: (url: string) => Promise<void>): Promise<void> {
  const port = await freePort();
  const server = spawn(process.execPath, [next, "start", "-H", "127.0.0.1", "-p", String(port)], { cwd: folder, stdio: "ignore" });
  const url = `http://127.0.0.1:${port}`;
  try {
    await answering(`${url}/bytes?bytes=1`);
    await work(url);
  } finally {
    server.kill("SIGTERM");
  }
}

async function answering(url: string): Promise<void> {
  const late = performance.now() + 30_000;
  for (;;) {
    const up = await fetch(url).then((response) => response.ok, () => false);
    if (up) return;
    if (performance.now() > late) throw new Error("the bare route did not come up");
    await new Promise((again) => setTimeout(again, 100));
  }
}
