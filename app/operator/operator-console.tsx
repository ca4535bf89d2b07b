import { AppWindow, Building2, Globe, Inbox, KeyRound, Palette, Webhook } from "lucide-react";
import type { ReactNode } from "react";
import { ConsoleFrame } from "@/components/frame/console-frame";
import { Page, type PageProps } from "@/components/frame/page";
import { listOwnSpaces } from "@/lib/features/sessions/list-own-spaces";
import { displayName } from "@/lib/model/people/person";
import type { OperatorContext } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";
import { SignOutForm } from "../sign-out-form";

interface OperatorConsoleProps {
  ctx: OperatorContext;
  width?: PageProps["width"];
  children: ReactNode;
}

/** The console around the operators' pages. */
export async function OperatorConsole({ ctx, width = "content", children }: OperatorConsoleProps) {
  const spaces = await listOwnSpaces(await dependencies(), ctx);
  return (
    <ConsoleFrame
      space={{ name: "Operator console", href: "/operator" }}
      otherSpaces={spaces.map(({ name, slug }) => ({ name, href: `/${slug}` }))}
      groups={[
        {
          label: "",
          items: [
            { href: "/operator", label: "Customers", icon: <Building2 aria-hidden /> },
            { href: "/operator/domains", label: "Domains", icon: <Globe aria-hidden /> },
          ],
        },
        {
          label: "Service",
          items: [
            { href: "/operator/applications", label: "Applications", icon: <AppWindow aria-hidden /> },
            { href: "/operator/tokens", label: "Operator tokens", icon: <KeyRound aria-hidden /> },
            { href: "/operator/webhooks", label: "Webhooks", icon: <Webhook aria-hidden /> },
            { href: "/operator/outbox", label: "Outbox", icon: <Inbox aria-hidden /> },
            { href: "/operator/brand", label: "Brand", icon: <Palette aria-hidden /> },
          ],
        },
      ]}
      user={{ name: displayName(ctx.user), email: ctx.user.email, href: "/operator" }}
      signOut={<SignOutForm />}
    >
      <Page width={width}>{children}</Page>
    </ConsoleFrame>
  );
}
