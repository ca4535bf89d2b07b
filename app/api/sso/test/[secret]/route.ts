import { bindBrowser } from "@/lib/server/attempt-cookie";
import { clientAddress } from "@/lib/server/client-address";
import { ssoDependencies } from "@/lib/server/sso-dependencies";
import { nothingHere, seeOther, sendOut } from "@/lib/server/way-out";
import { openTestRun } from "@/lib/usecases/open-test-run";

/** The address of a test run: starts it in the browser that opens it, whoever is signed in there. */
export async function GET(request: Request, { params }: { params: Promise<{ secret: string }> }) {
  const deps = await ssoDependencies();
  const opened = await openTestRun(deps, {
    secret: (await params).secret,
    browserSecret: await bindBrowser(deps.appUrl, deps.now()),
    address: clientAddress(request.headers),
  });
  switch (opened.outcome) {
    case "out":
      return sendOut(opened.way);
    case "ended":
      return seeOther(deps.appUrl, `/sso-test/${opened.runId}`);
    case "not_found":
      return nothingHere();
  }
}
