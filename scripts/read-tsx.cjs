// dependency-cruiser reads TypeScript by swc and does not say it which files hold JSX (its parser says so itself),
// so `npm run check:rooms` loads this first.
const swc = require("@swc/core");

const parseFileSync = swc.parseFileSync.bind(swc);
swc.parseFileSync = (file, options) => parseFileSync(file, { ...options, tsx: file.endsWith(".tsx") });
