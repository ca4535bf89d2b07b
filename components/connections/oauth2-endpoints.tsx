import { TextField } from "@/components/ui/text-field";
import type { OAuth2Configuration } from "@/lib/model/connections/fields/oauth2";
import type { OAuth2Preset } from "@/lib/protocols/oauth2/presets/preset";
import { Advanced } from "./advanced";

type Stored = OAuth2Configuration | null;

/** The endpoints of any other tool. */
export function OAuth2Endpoints({ stored }: { stored: Stored }) {
  return (
    <>
      <TextField
        name="authorizationUrl"
        type="url"
        label="Authorization URL"
        help="Where the browser goes so that the person can agree."
        placeholder="https://"
        defaultValue={stored?.authorizationUrl ?? ""}
        mono
      />
      <TextField
        name="tokenUrl"
        type="url"
        label="Token URL"
        help="Where we exchange the code for a token."
        placeholder="https://"
        defaultValue={stored?.tokenUrl ?? ""}
        mono
      />
      <TextField
        name="identityUrl"
        type="url"
        label="Identity URL"
        help="Where the tool says who owns the token, in JSON. It may be called user info or current user."
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

/** The paths into any other tool's answer. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export function OAuth2Paths({ stored, preset }: { stored: Stored; preset: OAuth2Preset }) {
  const path = (name: "subjectPath" | "emailPath" | "emailVerifiedPath" | "firstNamePath" | "lastNamePath") =>
    (stored ? stored[name] : preset[name]) ?? "";
  return (
    <Advanced names={names} label="Where to find each value in the tool's response">
      <p className="text-sm text-muted">
        Names separated by dots, for example user.email, or users[0].email for the first item of a list. The
        test shows what arrives.
      </p>
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField
          name="subjectPath"
          label="ID of the person"
          help="It must never change."
          defaultValue={path("subjectPath")}
          mono
        />
        <TextField name="emailPath" label="Email address" defaultValue={path("emailPath")} mono />
        <TextField
          name="emailVerifiedPath"
          label="Whether the address is confirmed"
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
          help="If many companies use the same tool."
          defaultValue={stored?.account?.value ?? ""}
          optional
          mono
        />
        <TextField
          name="accountPath"
          label="Where to find the account"
          defaultValue={stored?.account?.path ?? preset.account?.path ?? ""}
          optional
          mono
        />
        <TextField
          name="accountUrl"
          type="url"
          label="Account URL"
          help="If empty, the account is read from the identity response."
          defaultValue={stored?.account?.url ?? ""}
          optional
          mono
        />
      </div>
      <TextField
        name="emailsUrl"
        type="url"
        label="Address list URL"
        help="For tools that list addresses separately, each with email, primary and verified."
        defaultValue={stored?.emailsUrl ?? ""}
        optional
        mono
      />
      <TextField
        name="revocationUrl"
        type="url"
        label="Revocation URL"
        help="Where we report that a stored token is no longer needed."
        defaultValue={stored?.revocationUrl ?? ""}
        optional
        mono
      />
    </Advanced>
  );
}
