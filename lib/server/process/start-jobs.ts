import { housekeepingIn } from "@/lib/db/repositories/housekeeping";
import { jobsIn } from "@/lib/db/repositories/jobs";
import { rotateOldSigningKeys } from "@/lib/features/applications/signing-keys";
import { systemActor } from "@/lib/features/audit/system-actor";
import { refreshMetadata } from "@/lib/features/connections/refresh-metadata";
import { sendCertificateNotices } from "@/lib/features/connections/send-certificate-notices";
import { sendDirectoryNotices } from "@/lib/features/directories/send-directory-notices";
import { recheckDomains } from "@/lib/features/domains/recheck-domains";
import { countSignInDays } from "@/lib/features/maintenance/count-sign-in-days";
import { prune } from "@/lib/features/maintenance/prune";
import { signingKeyMaker } from "@/lib/infra/crypto/signing-key-maker";
import type { AppDependencies } from "./dependencies";
import { type Job, startScheduler } from "./scheduler";
import { ssoDependencies } from "./sso-dependencies";
import { txtLookup } from "./txt-lookup";

const hour = 60;
const day = 24 * hour;

/** Starts the scheduled jobs; mail has a worker of its own. */
export function startJobs(deps: AppDependencies): { stop(): Promise<void> } {
  const housekeeping = housekeepingIn(deps.database.db);
  const jobs: Job[] = [
    {
      name: "recheck_domains",
      everyMinutes: hour,
      mostMinutes: 50,
      run: () => recheckDomains({ ...deps, txtLookup: txtLookup() }),
    },
    {
      name: "refresh_metadata",
      everyMinutes: day,
      mostMinutes: 4 * hour,
      run: async () => refreshMetadata(await ssoDependencies()),
    },
    {
      name: "certificate_notices",
      everyMinutes: day,
      mostMinutes: hour,
      run: () => sendCertificateNotices(deps),
    },
    {
      name: "directory_notices",
      everyMinutes: hour,
      mostMinutes: 50,
      run: () => sendDirectoryNotices(deps),
    },
    {
      name: "count_sign_in_days",
      everyMinutes: hour,
      mostMinutes: 30,
      run: () => countSignInDays(deps),
    },
    {
      name: "rotate_signing_keys",
      everyMinutes: day,
      mostMinutes: hour,
      run: async () => ({ made: await rotateOldSigningKeys({ ...deps, signingKeyMaker }, systemActor) }),
    },
    { name: "prune", everyMinutes: day, mostMinutes: hour, run: () => prune({ ...deps, housekeeping }) },
  ];
  return startScheduler({ jobs: jobsIn(deps.database.db), now: deps.now, log: deps.log }, jobs);
}
