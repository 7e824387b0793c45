import { availableParallelism } from "node:os";
import { configDefaults, defineConfig } from "vitest/config";

const exclude = [...configDefaults.exclude, "e2e/**", ".next/**", ".data/**"];

export default defineConfig({
  test: {
    isolate: false,
    maxWorkers: Math.max(2, availableParallelism() - 1),
    env: { NEXTAUTH_SECRET: "a secret of the tests" },
    projects: [
      { test: { name: "unit", include: ["**/*.test.ts"], exclude: [...exclude, "**/*.db.test.ts"], testTimeout: 30_000 } },
      { test: { name: "database", include: ["**/*.db.test.ts"], exclude, globalSetup: ["./db/testing/server.ts"], testTimeout: 30_000, hookTimeout: 60_000 } },
    ],
  },
});
