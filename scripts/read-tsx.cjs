// dependency-cruiser parses TypeScript with swc and does not tell it which files contain JSX, so `npm run
// check:imports` loads this first.
const swc = require("@swc/core");

const parseFileSync = swc.parseFileSync.bind(swc);
swc.parseFileSync = (file, options) => parseFileSync(file, { ...options, tsx: file.endsWith(".tsx") });
