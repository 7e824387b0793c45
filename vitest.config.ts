import { configDefaults, defineConfig } from "vitest/config";

const exclude = [...configDefaults.exclude, "e2e/**", ".next/**", ".data/**"];

export default defineConfig({
  test: {
    env: { NEXTAUTH_SECRET: "a secret of the tests" },
    projects: [
      { test: { name: "unit", include: ["**/*.test.ts"], exclude: [...exclude, "**/*.db.test.ts"] } },
      { test: { name: "database", include: ["**/*.db.test.ts"], exclude, globalSetup: ["./db/testing/server.ts"], testTimeout: 30_000, hookTimeout: 60_000 } },
    ],
  },
});
