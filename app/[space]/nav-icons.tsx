import {
  AppWindow,
  Building2,
  CircleUserRound,
  FolderSync,
  Globe,
  House,
  KeyRound,
  ListChecks,
  LogIn,
  MonitorSmartphone,
  Palette,
  ScrollText,
  ShieldCheck,
  UserRoundCheck,
  Users,
  UsersRound,
  Webhook,
} from "lucide-react";
import type { ReactNode } from "react";
import type { NavigationKey } from "@/lib/server/http/navigation";

/** The icon beside each item of the rail. */
export const navIcons: Record<NavigationKey, ReactNode> = {
  home: <House aria-hidden />,
  brand: <Palette aria-hidden />,
  users: <Users aria-hidden />,
  directories: <FolderSync aria-hidden />,
  teams: <UsersRound aria-hidden />,
  approvals: <UserRoundCheck aria-hidden />,
  applications: <AppWindow aria-hidden />,
  sso: <ShieldCheck aria-hidden />,
  domains: <Globe aria-hidden />,
  organizations: <Building2 aria-hidden />,
  sign_in: <LogIn aria-hidden />,
  sign_ins: <ListChecks aria-hidden />,
  sessions: <MonitorSmartphone aria-hidden />,
  audit: <ScrollText aria-hidden />,
  tokens: <KeyRound aria-hidden />,
  webhooks: <Webhook aria-hidden />,
  account: <CircleUserRound aria-hidden />,
};
