/** @type {import("next").NextConfig} */
export default {
  // A second build folder lets a test build stand beside a running server.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` runs the compiler over everything, the types of routes that Next generates included.
  typescript: { ignoreBuildErrors: true },
  // The administrators' overview is Home; its former address leads there.
  redirects: async () => [{ source: "/:space/admin", destination: "/:space", permanent: false }],
  // No page uses the optimizer; the server closes its address too (`request-line.ts`).
  images: { unoptimized: true },
  // Loaded by Node itself: they carry WebAssembly or native files that a bundler would lose.
  serverExternalPackages: [
    "@boxyhq/saml-jackson",
    "@electric-sql/pglite",
    "libxml2-wasm",
    "@node-rs/argon2",
    "pino",
    "pg",
    "prom-client",
    "sharp",
  ],
  experimental: {
    preloadEntriesOnStart: false,
    // To write it takes a sixth of a first build, and a clean checkout has none to read.
    turbopackFileSystemCacheForBuild: false,
    serverActions: { bodySizeLimit: "2mb" },
  },
};
