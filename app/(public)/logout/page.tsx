import type { Metadata } from "next";
import { Button } from "@/components/ui/button";
import { buttonClasses } from "@/components/ui/button-classes";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { counted } from "@/lib/model/text/counted";
import { keptElsewhere } from "@/lib/server/auth/elsewhere-note";
import { isBackFromProvider, providerLogoutAddress } from "@/lib/server/auth/provider-logout";
import { type CurrentSession, currentSession } from "@/lib/server/auth/session";
import { dependencies } from "@/lib/server/process/dependencies";
import { BrandedCard, type BrandedSpace, spaceNamed } from "../../branded";

export const metadata: Metadata = { title: "Sign out" };

interface LogoutPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Asks before signing out: only the form's POST signs out, so that no link or image of another page can. */
export default async function LogoutPage({ searchParams }: LogoutPageProps) {
  const current = await currentSession();
  const query = await searchParams;
  if (!current) return <SignedOut query={query} space={await spaceNamed(query.space)} />;
  return (
    <BrandedCard
      space={await onlySpaceOf(current)}
      title="Sign out"
      description={`You are signed in as ${current.user.email}.`}
    >
      <form action="/logout" method="post" className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary">
          Sign out
        </Button>
        <ButtonLink href="/">Stay signed in</ButtonLink>
      </form>
    </BrandedCard>
  );
}

/** The space of somebody who is in one only. */
async function onlySpaceOf({ session }: CurrentSession): Promise<BrandedSpace | null> {
  const [only, ...others] = session.spaces;
  return only && others.length === 0 ? (await dependencies()).store.spaces.byId(only.spaceId) : null;
}

/** What the provider has said of its own session, and of those of other applications. */
function atProvider(said: string | string[] | undefined): string {
  if (said === "failed")
    return "Your identity provider could not sign you out there. Close the browser to be sure.";
  if (said === "partial")
    return "Here and at your identity provider, which could not reach every other application.";
  return "Here and at your identity provider.";
}

async function SignedOut({
  query,
  space,
}: {
  query: Awaited<LogoutPageProps["searchParams"]>;
  space: BrandedSpace | null;
}) {
  // Back from the provider (RP-Initiated Logout 1.0 §3): a state that does not belong to this browser is ignored.
  const isBack = typeof query.state === "string" && (await isBackFromProvider(query.state));
  const address = query.done !== undefined ? await providerLogoutAddress() : null;
  if (!address) {
    return (
      <BrandedCard
        space={space}
        title="You are signed out"
        description={isBack ? atProvider(query.provider) : undefined}
      >
        <Elsewhere browsers={isBack || query.done !== undefined ? await keptElsewhere() : 0} />
        <ButtonLink href={space ? `/${query.space}/login` : "/login"} variant="primary">
          Sign in again
        </ButtonLink>
      </BrandedCard>
    );
  }
  return (
    <BrandedCard
      space={space}
      title="You are signed out here"
      description="Your identity provider may keep you signed in. You are being redirected to sign out there too."
    >
      <Elsewhere browsers={await keptElsewhere()} />
      <meta httpEquiv="refresh" content={`1;url=${address}`} />
      <a href={address} className={buttonClasses("primary", "medium")}>
        Sign out at the provider
      </a>
    </BrandedCard>
  );
}

/** Where else the person is still signed in. */
function Elsewhere({ browsers }: { browsers: number }) {
  if (browsers === 0) return null;
  return (
    <Callout>
      <p>
        {counted(browsers, "other browser is", "other browsers are")} still signed in to your account. To sign
        out there too, sign in and open your account page.
      </p>
    </Callout>
  );
}
