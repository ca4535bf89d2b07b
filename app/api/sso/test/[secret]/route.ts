import type { NextRequest } from "next/server";
import { bindBrowser, browserSecretOf } from "@/lib/server/attempt-cookie";
import { clientAddress } from "@/lib/server/client-address";
import { ssoDependencies } from "@/lib/server/sso-dependencies";
import { nothingHere, seeOther, sendOut } from "@/lib/server/way-out";
import { openTestRun } from "@/lib/usecases/open-test-run";

/** The address of a test run: starts it in the browser that opens it, whoever is signed in there. */
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
      return bindBrowser(sendOut(opened.way), deps.appUrl, deps.now(), browserSecret);
    case "ended":
      return seeOther(deps.appUrl, `/sso-test/${opened.runId}`);
    case "not_found":
      return nothingHere();
  }
}
