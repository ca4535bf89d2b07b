import type { Metadata } from "next";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { describeForRenewal } from "@/lib/features/tokens/list-tokens";
import { requireMember } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { SpaceConsole } from "../../../space-console";
import { TokenForm } from "../../../token-form";
import { createPersonalTokenAction } from "../../actions";

export const metadata: Metadata = { title: "Create personal access token" };

interface NewTokenPageProps {
  params: Promise<{ space: string }>;
  searchParams: Promise<{ again?: string | string[] }>;
}

/** A new personal token; with `again` prefilled like one that has ended. */
export default async function NewPersonalTokenPage({ params, searchParams }: NewTokenPageProps) {
  const ctx = await requireMember((await params).space);
  const { again } = await searchParams;
  const before =
    typeof again === "string" ? await describeForRenewal(await dependencies(), ctx, again, "own") : null;
  const back = spacePaths(ctx.space.slug).account;
  return (
    <SpaceConsole ctx={ctx}>
      <PageHeader
        title="Create personal access token"
        description="A program with this token acts as you in this space, within your role and the scopes you choose."
        back={{ href: back, label: "Your account" }}
      />
      <Card>
        <TokenForm
          slug={ctx.space.slug}
          action={createPersonalTokenAction}
          defaultName={before?.name}
          defaultScopes={before?.scopes ?? []}
          back={`${back}#tokens`}
        />
      </Card>
    </SpaceConsole>
  );
}
