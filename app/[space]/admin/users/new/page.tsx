import type { Metadata } from "next";
import { MailPromise } from "@/components/frame/mail-promise";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { CheckboxField } from "@/components/ui/checkbox-field";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import type { SearchParams } from "@/components/ui/list-query";
import { PageHeader } from "@/components/ui/page-header";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { requirePermission } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";
import { SpaceConsole } from "../../../space-console";
import { roleOptions } from "../../../words";
import { addPersonAction } from "../actions";

export const metadata: Metadata = { title: "Add a member" };

/** Adds a person by hand. */
export default async function NewUserPage({
  params,
  searchParams,
}: {
  params: Promise<{ space: string }>;
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await requirePermission((await params).space, "manage_people");
  // The sign-in log leads here with the address of somebody who was refused.
  const { email } = await searchParams;
  const paths = spacePaths(ctx.space.slug);
  return (
    <SpaceConsole ctx={ctx}>
      <PageHeader
        title="Add a member"
        description={
          <>
            <MailPromise>They get an email that says where to sign in.</MailPromise> People who use single
            sign-on need no password.
          </>
        }
        back={{ href: paths.users, label: "Members" }}
      />
      <Card>
        <Form action={addPersonAction} label="Add a member">
          <input type="hidden" name="space" value={ctx.space.slug} />
          <TextField
            name="email"
            type="email"
            label="Email address"
            autoComplete="off"
            required
            autoFocus
            {...(typeof email === "string" ? { defaultValue: email.slice(0, 320) } : {})}
          />
          <div className="grid gap-5 sm:grid-cols-2">
            <TextField name="firstName" label="First name" optional autoComplete="off" maxLength={100} />
            <TextField name="lastName" label="Last name" optional autoComplete="off" maxLength={100} />
          </div>
          <SelectField
            name="role"
            label="Role"
            options={roleOptions}
            defaultValue="reader"
            help="Takes a licence for this role. Administrators manage people, security and tokens."
          />
          <CheckboxField
            name="isItAdministrator"
            label="IT administrator"
            help="Always signs in with a password, so that somebody can sign in if single sign-on fails. For administrators only."
          />
          <FormActions back={<ButtonLink href={paths.users}>Cancel</ButtonLink>}>
            <SubmitButton pendingLabel="Adding">Add</SubmitButton>
          </FormActions>
        </Form>
      </Card>
    </SpaceConsole>
  );
}
