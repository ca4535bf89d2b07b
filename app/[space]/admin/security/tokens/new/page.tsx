import type { Metadata } from "next";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { TextField } from "@/components/ui/text-field";
import { describeForRenewal } from "@/lib/features/tokens/list-tokens";
import { requirePermission } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { SpaceConsole } from "../../../../space-console";
import { TokenForm } from "../../../../token-form";
import { createIntegrationTokenAction } from "../actions";

export const metadata: Metadata = { title: "Create integration token" };

interface NewTokenPageProps {
  params: Promise<{ space: string }>;
  searchParams: Promise<{ again?: string | string[] }>;
}

/** A new integration token; with `again` prefilled like one that has ended. */
export default async function NewTokenPage({ params, searchParams }: NewTokenPageProps) {
  const ctx = await requirePermission((await params).space, "manage_tokens");
  const { again } = await searchParams;
  const before =
    typeof again === "string" ? await describeForRenewal(await dependencies(), ctx, again, "space") : null;
  const back = spacePaths(ctx.space.slug).tokens;
  return (
    <SpaceConsole ctx={ctx}>
      <PageHeader
        title="Create integration token"
        description="For one of your programs. It acts as an account of the space, with only the scopes that you choose."
        back={{ href: back, label: "Tokens" }}
      />
      <Card>
        <TokenForm
          slug={ctx.space.slug}
          action={createIntegrationTokenAction}
          defaultName={before?.name}
          defaultScopes={before?.scopes ?? []}
          back={back}
        >
          <TextField
            name="account"
            label="Account"
            help="The machine identity that the audit log names, for example “HR import”. If it does not exist yet, it is created."
            maxLength={100}
            autoComplete="off"
            {...(before ? { defaultValue: before.ownerName } : {})}
          />
        </TokenForm>
      </Card>
    </SpaceConsole>
  );
}
