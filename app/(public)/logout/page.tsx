import type { Metadata } from "next";
import { PublicCard } from "@/components/frame/public-card";
import { Button } from "@/components/ui/button";
import { buttonClasses } from "@/components/ui/button-classes";
import { ButtonLink } from "@/components/ui/button-link";
import { isBackFromProvider, providerLogoutAddress } from "@/lib/server/auth/provider-logout";
import { currentSession } from "@/lib/server/auth/session";

export const metadata: Metadata = { title: "Sign out" };

interface LogoutPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Asks before signing out: only the form's POST signs out, so that no link or image of another page can. */
export default async function LogoutPage({ searchParams }: LogoutPageProps) {
  const current = await currentSession();
  if (!current) return <SignedOut query={await searchParams} />;
  return (
    <PublicCard title="Sign out" description={`You are signed in as ${current.user.email}.`}>
      <form action="/logout" method="post" className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary">
          Sign out
        </Button>
        <ButtonLink href="/">Stay signed in</ButtonLink>
      </form>
    </PublicCard>
  );
}

async function SignedOut({ query }: { query: Awaited<LogoutPageProps["searchParams"]> }) {
  // Back from the provider (RP-Initiated Logout 1.0 §3): a state that does not belong to this browser is ignored.
  const isBack = typeof query.state === "string" && (await isBackFromProvider(query.state));
  const address = query.done !== undefined ? await providerLogoutAddress() : null;
  if (!address) {
    return (
      <PublicCard
        title="You are signed out"
        description={isBack ? "Here and at your identity provider." : undefined}
      >
        <ButtonLink href="/login" variant="primary">
          Sign in again
        </ButtonLink>
      </PublicCard>
    );
  }
  return (
    <PublicCard
      title="You are signed out here"
      description="Your identity provider may keep you signed in. You are being redirected to sign out there too."
    >
      <meta httpEquiv="refresh" content={`1;url=${address}`} />
      <a href={address} className={buttonClasses("primary", "medium")}>
        Sign out at the provider
      </a>
    </PublicCard>
  );
}
