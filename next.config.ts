import createNextIntlPlugin from "next-intl/plugin";
import type { NextConfig } from "next";
import { STANDING_HEADERS } from "./app/headers.ts";

const withIntl = createNextIntlPlugin("./app/request.ts");

const config: NextConfig = {
  output: "standalone",
  outputFileTracingRoot: import.meta.dirname,
  /** The typeface of dossiers is read from disk (lib/dossier/commands/make.ts), so it goes with the built server. */
  outputFileTracingIncludes: { "/**": ["node_modules/@expo-google-fonts/noto-sans-sc/{400Regular,700Bold}/*.ttf"] },
  turbopack: { root: import.meta.dirname },
  poweredByHeader: false,
  reactStrictMode: true,
  agentRules: false,
  headers: async () => [{ source: "/:path*", headers: Object.entries(STANDING_HEADERS).map(([key, value]) => ({ key, value })) }],
  typescript: { ignoreBuildErrors: true },
  /** A house is built once for each version: nothing is kept for the next build, and the server's code stays readable where its errors name it, without maps. */
  experimental: { turbopackFileSystemCacheForBuild: false, turbopackSourceMaps: false, turbopackMinify: { server: false } },
  serverExternalPackages: ["@node-rs/argon2", "postgres", "graphile-worker", "subset-font", "read-excel-file", "fflate"],
};

export default withIntl(config);
