import { ApplicationLogo } from "@/components/applications/application-mark";
import type { WaitingApplication } from "@/lib/features/applications/application-of-return-path";

/** The heading of a sign-in page, which names the application that waits for it, with its logo. */
export function SignInTitle({ application }: { application: WaitingApplication | null }) {
  if (!application) return "Sign in";
  return (
    <>
      {application.logo && (
        <ApplicationLogo logo={application.logo} className="mb-3 block h-auto max-h-12 max-w-full" />
      )}
      Sign in to {application.name}
    </>
  );
}
