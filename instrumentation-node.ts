import { setTimeout as wait } from "node:timers/promises";
import type { Instrumentation } from "next";
import { ssoRoutes } from "@/app/sso-server";
import { trustOnly } from "@/lib/server/http/client-of-request";
import { watchHttpServers } from "@/lib/server/http/http-servers";
import { dressProtocolAnswer } from "@/lib/server/http/security-headers";
import { ssoServer } from "@/lib/server/http/sso-server";
import { settleUnreadBody } from "@/lib/server/http/unread-bodies";
import { closeDependencies, dependencies } from "@/lib/server/process/dependencies";
import { startDraining } from "@/lib/server/process/draining";
import { startJobs } from "@/lib/server/process/start-jobs";
import { startMail } from "@/lib/server/process/start-mail";
import { startWebhooks } from "@/lib/server/process/start-webhooks";
import { stopGracefully } from "@/lib/server/process/stop-gracefully";
import { whyNotStarted } from "@/lib/server/process/why-not-started";

/** How long requests that run may take when the process is told to stop. */
const patienceMs = 10_000;

/** Reads the settings, opens and migrates the database, and says how to stop. Ends the process where that fails. */
export async function start(): Promise<void> {
  try {
    const deps = await dependencies();
    const { log, env, database } = deps;
    const mail = startMail(deps, env.smtp);
    const jobs = startJobs(deps);
    const webhooks = startWebhooks(deps);
    const door = ssoServer(ssoRoutes, {
      appUrl: env.appUrl,
      onError: (error, { method, route }) => log.error("a request failed", { error, method, route }),
    });
    const servers = watchHttpServers(
      (request, response) => {
        const { headers, socket, url = "" } = request;
        settleUnreadBody(request, response);
        trustOnly(env.trustedProxies, headers, socket.remoteAddress);
        dressProtocolAnswer(url, env.appUrl, response);
      },
      // While one develops, Next brings routes up to date as they are asked for.
      process.env.NODE_ENV === "production" ? door : undefined,
    );
    stopGracefully(async (signal) => {
      log.info("stopping", { signal });
      startDraining();
      servers.closeIdleConnections();
      const workers = Promise.all([jobs.stop(), webhooks.stop(), mail.stop()]);
      // Whoever presses Ctrl+C has no proxy in front that would have to see it first.
      if (signal === "SIGTERM") await wait(env.stopGraceSeconds * 1000);
      await servers.close(patienceMs);
      await workers;
      await closeDependencies();
      log.info("stopped");
    });
    log.info("started", { database: database.kind, appUrl: env.appUrl });
  } catch (error) {
    console.error(`Gatehouse cannot start. ${whyNotStarted(error)}`);
    process.exit(1);
  }
}

/** Writes to the log what Next caught: which route, never its address, as some addresses are secrets. */
export const logRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  const { log } = await dependencies();
  log.error("a request failed", { error, method: request.method, route: context.routePath });
};
