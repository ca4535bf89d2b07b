import type { Metadata } from "next";
import { CredentialsCard } from "@/components/directories/credentials-card";
import { Card } from "@/components/ui/card";
import { CopyField } from "@/components/ui/copy-field";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { directoryConnections } from "@/lib/features/directories/directory-connections";
import { readDirectoryCredentials } from "@/lib/features/directories/read-directory";
import { directoryAddress } from "@/lib/features/directories/scim-context";
import type { DirectoryCredential } from "@/lib/model/directories/directory";
import { isLiveCredential } from "@/lib/model/directories/directory-token";
import { directoryGuides } from "@/lib/protocols/providers/directories/catalogue";
import type { CredentialRowView } from "@/lib/schemas/directory-views";
import { dependencies } from "@/lib/server/process/dependencies";
import {
  createDirectoryCredentialAction,
  revokeDirectoryCredentialAction,
  saveDirectoryAction,
} from "../../actions";
import { DirectoryFrame } from "../directory-frame";
import { type DirectoryPageProps, type DirectoryParams, openDirectory } from "../directory-page";
import { PauseCard } from "./pause-card";
import { RemoveDirectory } from "./remove-directory";

export const metadata: Metadata = { title: "Settings of the directory" };

/** Name and roles, our values and the credentials, the pause, and the removal. */
export default async function DirectorySettingsPage({ params }: { params: DirectoryParams }) {
  const page = await openDirectory(params);
  const { id, provider } = page.health.directory;
  const { slug } = page.ctx.space;
  const deps = await dependencies();
  const { authentications, labels } = directoryGuides[provider];
  const secrets = await credentialsOf(page, "secret");
  const shared = {
    space: slug,
    directoryId: id,
    called: page.called,
    create: createDirectoryCredentialAction,
    revoke: revokeDirectoryCredentialAction,
  };
  return (
    <DirectoryFrame {...page} help="connect">
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <SettingsForm {...page} />
        <Card title={`Our values, for ${page.called}`}>
          <div className="space-y-5">
            <CopyField label={labels.baseUrl ?? "Base URL"} value={directoryAddress(deps.appUrl, id)} />
            {authentications.includes("client") && (
              <>
                <CopyField label={labels.tokenUrl ?? "Token URL"} value={`${deps.appUrl}/oauth/token`} />
                <CopyField label={labels.clientId ?? "Client ID"} value={id} />
              </>
            )}
          </div>
        </Card>
      </div>
      <CredentialsCard
        {...shared}
        by="token"
        label={labels.token ?? "Token"}
        rows={await credentialsOf(page, "token")}
      />
      {(authentications.includes("client") || secrets.length > 0) && (
        <CredentialsCard
          {...shared}
          by="client"
          label={labels.clientSecret ?? "Client secret"}
          rows={secrets}
        />
      )}
      <PauseCard {...page} />
      <RemoveDirectory {...page} />
    </DirectoryFrame>
  );
}

/** Those in use, and those that expired or were revoked in the last month. */
async function credentialsOf(
  { ctx, health }: DirectoryPageProps,
  kind: "token" | "secret",
): Promise<CredentialRowView[]> {
  const deps = await dependencies();
  const now = deps.now();
  const found = await readDirectoryCredentials(deps, ctx, health.directory.id, kind);
  if (!found.ok) return [];
  const endOf = ({ endedAt, expiresAt }: DirectoryCredential) => endedAt ?? expiresAt;
  const isRecent = (credential: DirectoryCredential) =>
    isLiveCredential(credential, now) ||
    now.getTime() - (endOf(credential)?.getTime() ?? 0) < 30 * 24 * 3_600_000;
  return found.value.filter(isRecent).map((credential) => ({
    id: credential.id,
    prefix: credential.prefix,
    state: credential.endedAt ? "revoked" : isLiveCredential(credential, now) ? "live" : "expired",
    createdAt: credential.createdAt.toISOString(),
    expiresAt: credential.expiresAt?.toISOString() ?? null,
    lastUsedAt: credential.lastUsedAt?.toISOString() ?? null,
  }));
}

async function SettingsForm({ ctx, health }: DirectoryPageProps) {
  const { id, name, connectionId } = health.directory;
  const connections = await directoryConnections(await dependencies(), ctx);
  return (
    <Card title="Name and roles">
      <Form action={saveDirectoryAction} label="Name and roles">
        <input type="hidden" name="space" value={ctx.space.slug} />
        <input type="hidden" name="directoryId" value={id} />
        <TextField name="name" label="Name" defaultValue={name} maxLength={100} autoComplete="off" required />
        <SelectField
          name="connectionId"
          label="Roles"
          help="With another choice, everybody's role is decided anew."
          defaultValue={connectionId ?? ""}
          options={[
            ...connections.map((connection) => ({
              value: connection.id,
              label: `By the rules of ${connection.name}`,
            })),
            { value: "", label: "No rules: everybody who arrives is a Reader" },
          ]}
        />
        <FormActions>
          <SubmitButton variant="secondary" pendingLabel="Saving">
            Save
          </SubmitButton>
        </FormActions>
      </Form>
    </Card>
  );
}
