"use client";

import { CheckboxField } from "@/components/ui/checkbox-field";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import type { SamlConfiguration } from "@/lib/model/connections/connection";
import { Advanced } from "./advanced";
import { bindingWords, flowWords, formatWords, signedWords } from "./words";

const optionsOf = (words: Record<string, string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

/** The settings of SAML that fit as they are for most. Without a stored version each can be left to Gatehouse. */
export function SamlAdvanced({ stored }: { stored: SamlConfiguration | null }) {
  const formats = { ...formatWords };
  if (stored && !Object.hasOwn(formats, stored.nameIdFormat))
    formats[stored.nameIdFormat] = stored.nameIdFormat;
  const automatic = (words: string) => (stored ? {} : { placeholder: words, defaultValue: "" });
  return (
    <Advanced
      names={[
        "logoutUrl",
        "binding",
        "nameIdFormat",
        "loginFlow",
        "signed",
        "forceReauthentication",
        "refuseEndedCertificates",
      ]}
    >
      <TextField
        name="logoutUrl"
        type="url"
        label="Logout URL"
        help="Where people are sent after they sign out here. Left empty, they stay on our page."
        defaultValue={stored?.logoutUrl ?? ""}
        mono
        optional
      />
      <SelectField
        name="binding"
        label="Binding"
        help="How we send people to the provider."
        options={optionsOf(bindingWords)}
        {...(stored ? { defaultValue: stored.binding } : automatic("As the provider offers it"))}
      />
      <SelectField
        name="nameIdFormat"
        label="Name ID format"
        help="What we ask the provider to name people by."
        options={optionsOf(formats)}
        {...(stored ? { defaultValue: stored.nameIdFormat } : automatic("As the provider offers it"))}
      />
      <SelectField
        name="loginFlow"
        label="Login flow"
        help="Where a sign-in may begin. From the provider means: by a click on this application in its list."
        options={optionsOf(flowWords)}
        defaultValue={stored?.loginFlow ?? "sp"}
      />
      <SelectField
        name="signed"
        label="What the provider must sign"
        help="Whatever you choose, nothing is believed that is not covered by a signature."
        options={optionsOf(signedWords)}
        {...(stored
          ? { defaultValue: stored.signed }
          : automatic("At least one with metadata, both with single values"))}
      />
      <CheckboxField
        name="forceReauthentication"
        label="Ask people to prove who they are every time"
        help="The provider asks for the password or second factor again, even where it knows the person already. Whoever comes by an earlier sign-in is refused."
        defaultChecked={stored?.forceReauthentication ?? false}
      />
      <CheckboxField
        name="refuseEndedCertificates"
        label="Refuse sign-ins once the provider's certificate has ended"
        help="Left off, a certificate's end locks nobody out: you are reminded 30, 7 and 1 days before and on the day. Switched on, nobody signs in with a certificate that has ended."
        defaultChecked={stored?.refuseEndedCertificates ?? false}
      />
    </Advanced>
  );
}
