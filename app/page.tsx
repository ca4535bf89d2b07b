import { redirect } from "next/navigation";
import { landingPath } from "@/lib/features/sign-in/landing-path";
import { requireSignedIn } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";

/** The start page: redirects to the space used last, the operator's pages, or the sign-in page. */
export default async function StartPage() {
  const { session, user } = await requireSignedIn();
  redirect(await landingPath(await dependencies(), session, user));
}
