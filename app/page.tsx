import { redirect } from "next/navigation";
import { dependencies } from "@/lib/server/dependencies";
import { requireSignedIn } from "@/lib/server/require";
import { landingPath } from "@/lib/usecases/landing-path";

/** The start: to the space used last, the operator's pages, or the sign-in page. */
export default async function StartPage() {
  const { session, user } = await requireSignedIn();
  redirect(await landingPath(await dependencies(), session, user));
}
