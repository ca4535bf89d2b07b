import type { NextRequest } from "next/server";
import { openTestRun } from "@/lib/features/test-runs/open-test-run";
import { bindBrowser, browserSecretOf } from "@/lib/server/auth/attempt-cookie";
import { nothingHere, refuseMethod } from "@/lib/server/auth/plain-pages";
import { redirectToProvider, seeOther } from "@/lib/server/auth/redirect-to-provider";
import { clientAddress } from "@/lib/server/http/client-address";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";

/** The address of a test run: starts it in the browser that opens it, even if somebody is signed in there. */
export async function GET(request: NextRequest, { params }: { params: Promise<{ secret: string }> }) {
  const deps = await ssoDependencies();
  const browserSecret = browserSecretOf(request, deps.appUrl);
  const opened = await openTestRun(deps, {
    secret: (await params).secret,
    browserSecret,
    address: clientAddress(request.headers),
  });
  switch (opened.outcome) {
    case "out":
      return bindBrowser(redirectToProvider(opened.redirect), deps.appUrl, deps.now(), browserSecret);
    case "at_provider": {
      const page = seeOther(deps.appUrl, `/sso-test/${opened.runId}`);
      return bindBrowser(page, deps.appUrl, deps.now(), browserSecret);
    }
    case "ended":
      return seeOther(deps.appUrl, `/sso-test/${opened.runId}`);
    case "not_found":
      return nothingHere();
  }
}

const onlyGet = refuseMethod("GET");

export { onlyGet as DELETE, onlyGet as PATCH, onlyGet as POST, onlyGet as PUT };
