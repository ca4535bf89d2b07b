import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { ApplicationMark } from "@/components/applications/application-mark";
import { Callout } from "@/components/ui/callout";
import { PageHeader } from "@/components/ui/page-header";
import { Tabs } from "@/components/ui/tabs";
import {
  type ApplicationSettings,
  readApplicationSettings,
} from "@/lib/features/applications/application-view";
import type { OperatorContext } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";
import { OperatorConsole } from "../../operator-console";
import { tryApplicationAction } from "../actions";
import { TryIt } from "./try-it";

/** The application of an address; its page is not found if there is none. */
export async function applicationOf(params: Promise<{ id: string }>): Promise<ApplicationSettings> {
  const application = await readApplicationSettings(await dependencies(), (await params).id);
  return application ?? notFound();
}

interface ApplicationPageProps {
  ctx: OperatorContext;
  application: ApplicationSettings;
  children: ReactNode;
}

/** The frame of the pages about one application: its name, its tabs, and what is wrong with it. */
export function ApplicationPage({ ctx, application, children }: ApplicationPageProps) {
  const { id, name } = application;
  const path = `/operator/applications/${id}`;
  return (
    <OperatorConsole ctx={ctx}>
      <PageHeader
        title={name}
        mark={<ApplicationMark application={application} />}
        back={{ href: "/operator/applications", label: "Applications" }}
        actions={<TryIt id={id} name={name} action={tryApplicationAction} />}
      />
      <Tabs
        label="Application"
        items={[
          { href: path, label: "Overview" },
          { href: `${path}/access`, label: "Who can use it" },
          { href: `${path}/settings`, label: "Settings" },
        ]}
      />
      {!application.pkceRequired && (
        <Callout tone="warn" title="Weaker than it could be">
          This application does not have to use PKCE, which binds a code to the browser that asked for it.
          Turn it on once its library can.
        </Callout>
      )}
      {children}
    </OperatorConsole>
  );
}
