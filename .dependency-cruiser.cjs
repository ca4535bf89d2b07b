// Which room may import from which. Whatever is not named in `allowed` is refused.
const to = (...paths) => ({ path: paths });
const libraries = { dependencyTypes: ["npm", "npm-dev", "npm-optional", "npm-peer"] };
const node = { dependencyTypes: ["core"] };

// The order of the rooms, lowest first: each may use itself and everything named after it.
const rooms = {
  "^lib/core/": [],
  "^lib/saml/": ["^lib/core/"],
  "^lib/schemas/": ["^lib/core/"],
  "^lib/usecases/": ["^lib/core/", "^lib/saml/", "^lib/schemas/"],
  "^lib/adapters/": ["^lib/core/", "^lib/saml/", "^lib/schemas/", "^lib/usecases/", "^drizzle/schema/"],
  "^lib/server/": ["^lib/(core|saml|schemas|usecases|adapters)/"],
  "^components/": ["^lib/core/", "^lib/schemas/"],
  "^app/": ["^lib/(core|schemas|usecases|server)/", "^components/"],
  "^drizzle/": [],
  "^scripts/": ["^lib/", "^drizzle/", "^e2e/idp/", "^e2e/support/"],
  "^e2e/": ["^lib/", "^drizzle/", "^scripts/"],
  "^bench/": ["^lib/", "^e2e/", "^scripts/", "^drizzle/"],
};
const within = Object.entries(rooms).flatMap(([room, others]) => [
  { from: { path: room }, to: to(room) },
  ...(others.length ? [{ from: { path: room }, to: to(...others) }] : []),
]);
const withLibraries = Object.keys(rooms).filter((room) => room !== "^lib/core/");
const withNode = withLibraries.filter((room) => !["^components/", "^lib/schemas/"].includes(room));

module.exports = {
  allowed: [
    ...within,
    // Tests stand beside what they test and may reach for a database, a simulator or a generator.
    { from: { path: "\\.(test|spec)\\.tsx?$" }, to: {} },
    { from: { path: "(^lib/.*/testing/)" }, to: {} },
    {
      from: { path: "^(proxy|instrumentation|instrumentation-node)\\.ts$" },
      to: to("^lib/", "^app/front-door\\.ts$", "^instrumentation", "^node_modules/"),
    },
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
      name: "only-the-jackson-adapter-knows-jackson",
      severity: "error",
      from: { pathNot: ["^lib/adapters/jackson/", "^bench/"] },
      to: { path: "node_modules/@boxyhq/" },
    },
    {
      name: "only-the-database-adapter-knows-drizzle",
      severity: "error",
      from: { pathNot: ["^lib/adapters/db/", "^drizzle/", "^[^/]+\\.ts$"] },
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
