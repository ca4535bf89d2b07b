import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { readSignInSettings } from "@/lib/features/sign-in/sign-in-settings";
import { helpAddress } from "@/lib/model/help";
import { requirePermission } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";
import { SpaceConsole } from "../../../space-console";
import { ButtonOrder } from "./button-order";
import { ItAdministrators } from "./it-administrators";
import { PasswordRules } from "./password-rules";
import { PasswordSignInCard } from "./password-sign-in-card";
import { SsoOnlyCard } from "./sso-only-card";

export const metadata: Metadata = { title: "Sign-in" };

/** How people sign in to the space: passwords, the emergency access, and the buttons of the sign-in page. */
export default async function SignInSettingsPage({ params }: { params: Promise<{ space: string }> }) {
  const ctx = await requirePermission((await params).space, "manage_space");
  const settings = await readSignInSettings(await dependencies(), ctx);
  if (!settings) notFound();
  const { slug } = ctx.space;
  return (
    <SpaceConsole ctx={ctx}>
      <PageHeader
        help={helpAddress("administrators/passwords")}
        title="Sign-in"
        description="Who may use a password besides single sign-on, and what the sign-in page shows."
      />
      <PasswordSignInCard
        slug={slug}
        settings={settings}
        principalIsItAdministrator={ctx.membership.isItAdministrator}
      />
      <SsoOnlyCard slug={slug} settings={settings} />
      <ItAdministrators slug={slug} administrators={settings.administrators} />
      <ButtonOrder slug={slug} buttons={settings.buttons} />
      <PasswordRules slug={slug} settings={settings} />
    </SpaceConsole>
  );
}
