import { TextField } from "@/components/ui/text-field";
import type { OAuth2Configuration } from "@/lib/model/connections/fields/oauth2";
import type { OAuth2Preset } from "@/lib/protocols/oauth2/presets/preset";
import { Advanced } from "./advanced";

type Stored = OAuth2Configuration | null;

/** Where any other tool is asked. */
export function OAuth2Endpoints({ stored }: { stored: Stored }) {
  return (
    <>
      <TextField
        name="authorizationUrl"
        type="url"
        label="Authorization URL"
        help="Where the browser goes, so that the person agrees."
        placeholder="https://"
        defaultValue={stored?.authorizationUrl ?? ""}
        mono
      />
      <TextField
        name="tokenUrl"
        type="url"
        label="Token URL"
        help="Where we trade the answer for a token."
        placeholder="https://"
        defaultValue={stored?.tokenUrl ?? ""}
        mono
      />
      <TextField
        name="identityUrl"
        type="url"
        label="Identity URL"
        help="Where the tool says whose token it is, in JSON. It may be called user info or current user."
        placeholder="https://"
        defaultValue={stored?.identityUrl ?? ""}
        mono
      />
    </>
  );
}

const names = [
  "subjectPath",
  "emailPath",
  "emailVerifiedPath",
  "firstNamePath",
  "lastNamePath",
  "account",
  "accountPath",
  "accountUrl",
  "emailsUrl",
  "revocationUrl",
];

/** Where in any other tool's answer to find what. */
export function OAuth2Paths({ stored, preset }: { stored: Stored; preset: OAuth2Preset }) {
  const path = (name: "subjectPath" | "emailPath" | "emailVerifiedPath" | "firstNamePath" | "lastNamePath") =>
    (stored ? stored[name] : preset[name]) ?? "";
  return (
    <Advanced names={names} label="Where to find what in the tool’s answer">
      <p className="text-sm text-muted">
        Names parted by dots, as in user.email; users[0].email for the first of a list. The test shows what
        arrives.
      </p>
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField
          name="subjectPath"
          label="ID of the person"
          help="It must stay the same for ever."
          defaultValue={path("subjectPath")}
          mono
        />
        <TextField name="emailPath" label="E-mail address" defaultValue={path("emailPath")} mono />
        <TextField
          name="emailVerifiedPath"
          label="Whether the address was checked"
          defaultValue={path("emailVerifiedPath")}
          optional
          mono
        />
        <TextField
          name="firstNamePath"
          label="First name"
          defaultValue={path("firstNamePath")}
          optional
          mono
        />
        <TextField name="lastNamePath" label="Last name" defaultValue={path("lastNamePath")} optional mono />
        <TextField
          name="account"
          label="Account that people must belong to"
          help="Where many companies use the same tool."
          defaultValue={stored?.account?.value ?? ""}
          optional
          mono
        />
        <TextField
          name="accountPath"
          label="Where the account stands"
          defaultValue={stored?.account?.path ?? preset.account?.path ?? ""}
          optional
          mono
        />
        <TextField
          name="accountUrl"
          type="url"
          label="Account URL"
          help="Left empty, in the identity."
          defaultValue={stored?.account?.url ?? ""}
          optional
          mono
        />
      </div>
      <TextField
        name="emailsUrl"
        type="url"
        label="Address list URL"
        help="For tools that tell addresses apart from the identity, each with email, primary and verified."
        defaultValue={stored?.emailsUrl ?? ""}
        optional
        mono
      />
      <TextField
        name="revocationUrl"
        type="url"
        label="Revocation URL"
        help="Where we say that a kept token is not needed any more."
        defaultValue={stored?.revocationUrl ?? ""}
        optional
        mono
      />
    </Advanced>
  );
}
