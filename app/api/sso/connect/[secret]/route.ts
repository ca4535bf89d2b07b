import { notFound } from "next/navigation";
import { bindBrowser } from "@/lib/server/attempt-cookie";
import { clientAddress } from "@/lib/server/client-address";
import { ssoDependencies } from "@/lib/server/sso-dependencies";
import { seeOther, sendOut } from "@/lib/server/way-out";
import { openTestRun } from "@/lib/usecases/open-test-run";

/** The address of a sign-in that proves the link to an organization; counts for whoever began it, in their browser. */
export async function GET(request: Request, { params }: { params: Promise<{ secret: string }> }) {
  const deps = await ssoDependencies();
  const opened = await openTestRun(deps, {
    secret: (await params).secret,
    browserSecret: await bindBrowser(deps.appUrl, deps.now()),
    address: clientAddress(request.headers),
    connects: true,
  });
  switch (opened.outcome) {
    case "out":
      return sendOut(opened.way);
    case "ended":
      return seeOther(deps.appUrl, `/sso-test/${opened.runId}`);
    case "not_found":
      notFound();
  }
}
