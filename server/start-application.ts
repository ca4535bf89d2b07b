import { setTimeout as wait } from "node:timers/promises";
import { trustOnly } from "@/lib/server/http/client-of-request";
import { failureLog } from "@/lib/server/http/failure-log";
import { type Answerer, makeHttpServer } from "@/lib/server/http/http-server";
import { observeRequests } from "@/lib/server/http/observe-requests";
import { readPageScript } from "@/lib/server/http/only-script";
import { outageGate } from "@/lib/server/http/outage-gate";
import { policyOfNothing } from "@/lib/server/http/policy-of-nothing";
import { scriptlessPages } from "@/lib/server/http/scriptless-pages";
import { setProtocolHeaders } from "@/lib/server/http/security-headers";
import { traceRequest } from "@/lib/server/http/trace-requests";
import { warmUp } from "@/lib/server/http/warm-up";
import { closeDependencies, dependencies } from "@/lib/server/process/dependencies";
import { startDraining } from "@/lib/server/process/draining";
import { settings } from "@/lib/server/process/env";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";
import { startDirectories } from "@/lib/server/process/start-directories";
import { startJobs } from "@/lib/server/process/start-jobs";
import { startLogouts } from "@/lib/server/process/start-logouts";
import { startMail } from "@/lib/server/process/start-mail";
import { startTraces } from "@/lib/server/process/start-traces";
import { startWebhooks } from "@/lib/server/process/start-webhooks";
import { stopGracefully } from "@/lib/server/process/stop-gracefully";
import { startNext } from "./start-next";

/** How long running requests may take when the process is asked to stop. */
const patienceMs = 10_000;

/**
 * Reads the settings, opens and migrates the database, listens, starts the workers, and returns how to stop. Throws
 * errors that `whyNotStarted` explains in one line.
 */
export async function startApplication(options: { development: boolean; hostname?: string }): Promise<void> {
  const { development, hostname } = options;
  const { port, appUrl, trustedProxies, smtp, stopGraceSeconds } = settings();
  const deps = await dependencies();
  const { log, database } = deps;
  const traces = await startTraces(deps);
  const onError = failureLog(deps);

  const observe = observeRequests(deps);
  const http = makeHttpServer(
    { appUrl, onError: (error, method) => onError(error, { method }) },
    (request, response) => {
      observe(request, response);
      return traceRequest(request, response, () => answer(request, response));
    },
  );
  const next = await startNext({ development, hostname, port, server: http.server });
  // In development, Next updates routes as they are requested.
  const signIns = development ? null : await signInServer(appUrl, onError);
  const { providerServer } = await import("@/lib/server/provider/provider-server");
  const provider = providerServer(await ssoDependencies());
  const refuseDuringOutage = outageGate({ ...deps, appUrl });
  const { scimServer } = await import("@/lib/server/scim/scim-server");
  const directories = scimServer(deps);
  const pages = scriptlessPages(readPageScript(new URL("./page-script.js", import.meta.url)), next.answer);
  const answer: Answerer = async (request, response) => {
    trustOnly(trustedProxies, request.headers, request.socket.remoteAddress);
    const { url = "" } = request;
    if (await refuseDuringOutage(request, response)) return;
    setProtocolHeaders(url, appUrl, response);
    const policy = policyOfNothing(url);
    if (policy) response.setHeader("Content-Security-Policy", policy);
    if (signIns?.(request, response) || provider(request, response) || directories(request, response)) return;
    return pages(request, response);
  };

  const warmUpMs = development ? 0 : await warmUp(answer);
  await http.listen(port, hostname);
  const workers = [
    startMail(deps, smtp),
    startJobs(deps),
    startWebhooks(deps),
    startLogouts(deps),
    startDirectories(deps),
  ];
  stopGracefully(async (signal) => {
    log.info("stopping", { signal });
    startDraining();
    http.startDraining();
    const stopped = Promise.all(workers.map((worker) => worker.stop()));
    // After Ctrl+C there is no proxy in front that would have to notice first.
    if (signal === "SIGTERM") await wait(stopGraceSeconds * 1000);
    await http.close(development ? 0 : patienceMs);
    await next.close();
    await stopped;
    await closeDependencies();
    await traces.stop();
    log.info("stopped");
  });
  log.info("started", { database: database.kind, appUrl, warmUpMs: Math.round(warmUpMs) });
}

/** Loaded with Next: modules of Next that are loaded earlier would miss what it sets up for itself. */
async function signInServer(appUrl: string, onError: (error: unknown, about: object) => string) {
  const { ssoServer } = await import("@/lib/server/http/sso-server");
  const { ssoRoutes } = await import("@/app/sso-server");
  return ssoServer(ssoRoutes, {
    appUrl,
    onError: (error, { method, route }) => onError(error, { method, route }),
  });
}
