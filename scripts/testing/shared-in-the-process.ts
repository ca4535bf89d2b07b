/** What every bundle of the application shares with the others of its process; for `bundle.test.ts`. */
export { isOutboundError, OutboundError } from "@/lib/ports/safe-fetch";
export { closeDependencies, dependencies } from "@/lib/server/process/dependencies";
export { isDraining, startDraining } from "@/lib/server/process/draining";
export { settings } from "@/lib/server/process/env";
export { ssoDependencies } from "@/lib/server/process/sso-dependencies";
