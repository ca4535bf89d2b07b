import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { requireMember } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";
import { SpaceConsole } from "../../space-console";
import { ManageTwoFactor } from "./manage-two-factor";
import { SetUpTwoFactor } from "./set-up-two-factor";

export const metadata: Metadata = { title: "Two-factor sign-in" };

/** Switching the second factor on, its recovery codes, and switching it off. */
export default async function TwoFactorPage({ params }: { params: Promise<{ space: string }> }) {
  const acting = await requireMember((await params).space, { duties: "leave" });
  if (!acting.user.hasPassword) notFound();
  const back = spacePaths(acting.space.slug).account;
  return (
    <SpaceConsole acting={acting}>
      <PageHeader
        title="Two-factor sign-in"
        description="After your password you are asked for a code that only your phone knows. It is not asked when you sign in through single sign-on."
        back={{ href: back, label: "Your account" }}
      />
      {acting.user.hasTwoFactor ? (
        <ManageTwoFactor slug={acting.space.slug} required={acting.space.twoFactorRequired} />
      ) : (
        <SetUpTwoFactor slug={acting.space.slug} />
      )}
    </SpaceConsole>
  );
}
