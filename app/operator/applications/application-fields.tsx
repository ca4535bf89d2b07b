import { RadioGroup } from "@/components/ui/radio-group";
import { Switch } from "@/components/ui/switch";
import { TextField } from "@/components/ui/text-field";
import { TextareaField } from "@/components/ui/textarea-field";
import type { ApplicationSettings } from "@/lib/features/applications/application-view";
import type { ClientAuthMethod } from "@/lib/model/applications/application";
import { WhoMayUse } from "./who-may-use";

const methods: Record<ClientAuthMethod, { label: string; description: string }> = {
  client_secret_basic: {
    label: "Client secret",
    description: "For applications with a server. Sent in a header.",
  },
  client_secret_post: {
    label: "Client secret in the body",
    description: "For libraries that know nothing else.",
  },
  private_key_jwt: { label: "Private key", description: "The application signs with a key of its own." },
  none: { label: "None", description: "For applications that run in a browser. They use PKCE." },
};

/** The settings of an application, new or existing. */
export function ApplicationFields({ application }: { application: ApplicationSettings | null }) {
  return (
    <>
      <TextField
        name="name"
        label="Name"
        maxLength={100}
        autoComplete="off"
        defaultValue={application?.name ?? ""}
      />
      <TextareaField
        name="redirectUris"
        label="Redirect URIs"
        help="Where people come back to after signing in. One a line; compared character by character."
        rows={3}
        mono
        defaultValue={application?.redirectUris.join("\n") ?? ""}
      />
      <RadioGroup
        name="tokenEndpointAuthMethod"
        label="How the application proves itself"
        columns={2}
        defaultValue={application?.tokenEndpointAuthMethod ?? "client_secret_basic"}
        options={Object.entries(methods).map(([value, words]) => ({ value, ...words }))}
      />
      <WhoMayUse application={application} />
      <details className="group space-y-5" open={application !== null}>
        <summary className="cursor-pointer font-medium">Advanced settings</summary>
        <Advanced application={application} />
      </details>
    </>
  );
}

// Over 60 lines: the markup of one part of the screen, top to bottom.
function Advanced({ application }: { application: ApplicationSettings | null }) {
  return (
    <div className="space-y-5 pt-4">
      <TextareaField
        name="postLogoutRedirectUris"
        label="Post-logout redirect URIs"
        help="Where people come back to after signing out. One a line."
        rows={2}
        mono
        optional
        defaultValue={application?.postLogoutRedirectUris.join("\n") ?? ""}
      />
      <TextField
        name="homeUri"
        type="url"
        label="Home page"
        help="Where the tile on people's home page leads."
        optional
        defaultValue={application?.homeUri ?? ""}
      />
      <TextField
        name="initiateLoginUri"
        type="url"
        label="Initiate login URI"
        help="Where the application takes sign-ins that begin here. The tile leads there first."
        optional
        defaultValue={application?.initiateLoginUri ?? ""}
      />
      <TextField
        name="backchannelLogoutUri"
        type="url"
        label="Back-channel logout URI"
        help="Where Gatehouse notifies the application that a session has ended."
        optional
        defaultValue={application?.backchannelLogoutUri ?? ""}
      />
      <Switch
        name="pkceRequired"
        label="Require PKCE"
        help="Turn it off only for old software that has a secret: it is weaker."
        defaultChecked={application?.pkceRequired ?? true}
      />
      <RadioGroup
        name="idTokenSignedResponseAlg"
        label="ID tokens are signed with"
        columns={2}
        defaultValue={application?.idTokenSignedResponseAlg ?? "RS256"}
        options={[
          { value: "RS256", label: "RS256", description: "Every library supports it." },
          { value: "ES256", label: "ES256", description: "Shorter." },
        ]}
      />
      <TextareaField
        name="jwks"
        label="Public keys"
        help="A JSON Web Key Set. Only used with “Private key”."
        rows={3}
        mono
        optional
        defaultValue={application?.jwks ? JSON.stringify(application.jwks, null, 2) : ""}
      />
    </div>
  );
}
