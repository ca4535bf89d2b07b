import { AppWindow, Building2, Globe, Inbox, KeyRound, Palette, Webhook } from "lucide-react";
import type { ReactNode } from "react";
import { ConsoleFrame } from "@/components/frame/console-frame";
import { Page, type PageProps } from "@/components/frame/page";
import type { PaletteGroup } from "@/components/frame/palette-items";
import { listOwnSpaces } from "@/lib/features/sessions/list-own-spaces";
import { helpAddresses } from "@/lib/model/help";
import { displayName } from "@/lib/model/people/person";
import type { OperatorContext } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";
import { wornBrandOf } from "../branded";
import { SignOutForm } from "../sign-out-form";

/** The operators' pages, each with other words that the palette finds it by. */
const groups = [
  {
    label: "",
    items: [
      {
        href: "/operator",
        label: "Customers",
        icon: <Building2 aria-hidden />,
        words: ["spaces", "tenants", "organizations", "companies", "home"],
      },
      {
        href: "/operator/domains",
        label: "Domains",
        icon: <Globe aria-hidden />,
        words: ["dns", "verify", "approve"],
      },
    ],
  },
  {
    label: "Service",
    items: [
      {
        href: "/operator/applications",
        label: "Applications",
        icon: <AppWindow aria-hidden />,
        words: ["apps", "clients", "openid connect", "oidc", "oauth", "relying party"],
      },
      {
        href: "/operator/tokens",
        label: "Operator tokens",
        icon: <KeyRound aria-hidden />,
        words: ["api key", "api keys", "access tokens", "backend"],
      },
      {
        href: "/operator/webhooks",
        label: "Webhooks",
        icon: <Webhook aria-hidden />,
        words: ["events", "notifications", "callbacks"],
      },
      {
        href: "/operator/outbox",
        label: "Outbox",
        icon: <Inbox aria-hidden />,
        words: ["mail", "email", "messages", "smtp", "sent", "logs"],
      },
      {
        href: "/operator/brand",
        label: "Brand",
        icon: <Palette aria-hidden />,
        words: ["logo", "colour", "color", "accent", "name of the installation"],
      },
    ],
  },
];
const palette: PaletteGroup[] = [
  ...groups.map(({ label, items }) => ({
    label: label || "Pages",
    items: items.map(({ href, label: name, words }) => ({ href, label: name, words })),
  })),
  {
    label: "Do something",
    items: [
      {
        label: "Create a space",
        href: "/operator/spaces/new",
        words: ["new customer", "add customer", "tenant"],
      },
      {
        label: "Register an application",
        href: "/operator/applications/new",
        words: ["new client", "new app"],
      },
      { label: "Create an operator token", href: "/operator/tokens/new", words: ["new api key"] },
      { label: "Help", href: helpAddresses.index, words: ["documentation", "docs", "guide"] },
    ],
  },
];

interface OperatorConsoleProps {
  ctx: OperatorContext;
  width?: PageProps["width"];
  children: ReactNode;
}

/** The console around the operators' pages. */
export async function OperatorConsole({ ctx, width = "content", children }: OperatorConsoleProps) {
  const spaces = await listOwnSpaces(await dependencies(), ctx);
  const { installationName } = await wornBrandOf(null);
  return (
    <ConsoleFrame
      space={{ name: "Operator console", href: "/operator" }}
      otherSpaces={spaces.map(({ name, slug }) => ({ name, href: `/${slug}` }))}
      groups={groups.map(({ label, items }) => ({
        label,
        items: items.map(({ href, label: name, icon }) => ({ href, label: name, icon })),
      }))}
      palette={palette}
      installationName={installationName}
      searchAddress="/operator/search"
      searchHint="A customer, an application, a domain, an email …"
      user={{ id: ctx.user.id, name: displayName(ctx.user), email: ctx.user.email, href: "/operator" }}
      signOut={<SignOutForm />}
    >
      <Page width={width}>{children}</Page>
    </ConsoleFrame>
  );
}
