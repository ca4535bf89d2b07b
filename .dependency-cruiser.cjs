// Which folder may import from which. Everything that is not in `allowed` is refused.
const to = (...paths) => ({ path: paths });
const libraries = { dependencyTypes: ["npm", "npm-dev", "npm-optional", "npm-peer"] };
const node = { dependencyTypes: ["core"] };

// The folders, lowest first: each may import from itself and from those named after it.
const layers = {
  "^lib/model/": [],
  "^lib/protocols/providers/": ["^lib/model/"],
  "^lib/protocols/oauth2/presets/": ["^lib/model/", "^lib/protocols/providers/"],
  "^lib/schemas/": ["^lib/model/", "^lib/protocols/(providers|oauth2/presets)/"],
  "^lib/ports/": ["^lib/(model|protocols|schemas)/"],
  "^lib/protocols/": ["^lib/(model|ports|infra|schemas)/"],
  "^lib/infra/": ["^lib/(model|ports|protocols)/"],
  "^lib/features/": ["^lib/(model|protocols|schemas|ports)/"],
  "^lib/db/": ["^lib/(model|ports|protocols|infra)/", "^drizzle/schema/"],
  "^lib/server/": ["^lib/"],
  "^components/": ["^lib/(model|schemas)/", "^lib/protocols/(providers|oauth2/presets)/"],
  "^app/": ["^lib/(model|protocols|schemas|features|ports|server)/", "^components/"],
  "^server/": ["^lib/(server|ports)/", "^app/sso-server\\.ts$"],
  "^drizzle/": ["^lib/model/"],
  "^scripts/": ["^lib/", "^drizzle/", "^e2e/idp/", "^e2e/support/"],
  "^e2e/": ["^lib/", "^drizzle/", "^scripts/"],
  "^bench/": ["^lib/", "^e2e/", "^scripts/", "^drizzle/"],
};
const within = Object.entries(layers).flatMap(([folder, others]) => [
  { from: { path: folder }, to: to(folder) },
  ...(others.length ? [{ from: { path: folder }, to: to(...others) }] : []),
]);
const withLibraries = Object.keys(layers).filter((folder) => folder !== "^lib/model/");
const withNode = withLibraries.filter((folder) => !["^components/", "^lib/schemas/"].includes(folder));

module.exports = {
  allowed: [
    ...within,
    // Tests are beside what they test and may import a database, a simulator or a generator.
    { from: { path: "\\.(test|spec)\\.tsx?$" }, to: {} },
    { from: { path: "(^lib/.*/testing/)" }, to: {} },
    // The types of stored rows come from the repositories. Types only, which lib/db/type-imports.test.ts checks: this
    // tool does not distinguish an import of a type from one of a value.
    {
      from: { path: "^lib/(ports|protocols|features|infra)/" },
      to: to("^lib/db/(store|repositories/[^/]+)\\.ts$"),
    },
    // The fields of the protocols are schemas: zod is as pure as the model.
    { from: { path: "^lib/model/" }, to: to("^node_modules/zod/") },
    { from: { path: "^(proxy|instrumentation)\\.ts$" }, to: to("^lib/", "^node_modules/") },
    { from: { path: "^[^/]+\\.(ts|js|cjs|mjs)$" }, to: libraries },
    { from: { path: "^[^/]+\\.(ts|js|cjs|mjs)$" }, to: node },
    { from: { path: withLibraries }, to: libraries },
    { from: { path: withNode }, to: node },
  ],
  allowedSeverity: "error",
  forbidden: [
    {
      name: "no-circular",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "only-infra-jackson-knows-jackson",
      severity: "error",
      from: { pathNot: ["^lib/infra/jackson/", "^bench/"] },
      to: { path: "node_modules/@boxyhq/" },
    },
    {
      name: "only-lib-db-knows-drizzle",
      severity: "error",
      from: { pathNot: ["^lib/db/", "^drizzle/", "^[^/]+\\.ts$"] },
      to: { path: "node_modules/drizzle-orm" },
    },
    {
      name: "no-tests-in-the-product",
      severity: "error",
      from: { path: "^(app|components|lib)/", pathNot: "(\\.(test|spec)\\.tsx?$|/testing/)" },
      to: { path: "(\\.(test|spec)\\.tsx?$|/testing/|^e2e/)" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|node_modules/\\.cache)" },
    tsPreCompilationDeps: true,
    parser: "swc",
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
