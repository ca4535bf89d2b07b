import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { requireMember } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";
import { SpaceConsole } from "../../space-console";
import { ManageTwoFactor } from "./manage-two-factor";
import { SetUpTwoFactor } from "./set-up-two-factor";

export const metadata: Metadata = { title: "Two-factor sign-in" };

/** Turning the second factor on, its recovery codes, and turning it off. */
export default async function TwoFactorPage({ params }: { params: Promise<{ space: string }> }) {
  const ctx = await requireMember((await params).space, { requiredActions: "ignore" });
  if (!ctx.user.hasPassword) notFound();
  const back = spacePaths(ctx.space.slug).account;
  return (
    <SpaceConsole ctx={ctx}>
      <PageHeader
        title="Two-factor sign-in"
        description="After your password, you enter a code from your phone. It is not required when you sign in through single sign-on."
        back={{ href: back, label: "Your account" }}
      />
      {ctx.user.hasTwoFactor ? (
        <ManageTwoFactor slug={ctx.space.slug} required={ctx.space.twoFactorRequired} />
      ) : (
        <SetUpTwoFactor slug={ctx.space.slug} />
      )}
    </SpaceConsole>
  );
}
