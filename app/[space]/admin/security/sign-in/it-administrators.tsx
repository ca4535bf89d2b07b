import { ShieldAlert, ShieldCheck } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Form } from "@/components/ui/form";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { SubmitButton } from "@/components/ui/submit-button";
import type { SignInSettings } from "@/lib/features/sign-in/sign-in-settings";
import { passwordFallbackDays } from "@/lib/model/sign-in/password-fallback";
import { spacePaths } from "@/lib/server/http/navigation";
import { itAdministratorAction } from "./actions";

type Administrator = SignInSettings["administrators"][number];

interface ItAdministratorsProps {
  slug: string;
  administrators: readonly Administrator[];
}

/** The administrators of the space, and which of them have the emergency access. */
export function ItAdministrators({ slug, administrators }: ItAdministratorsProps) {
  return (
    <Card
      flush
      title="IT administrators"
      description={`They can sign in if the identity provider fails: with a password, even while nobody else may use one. One of them must have done so in the last ${passwordFallbackDays} days before you can turn passwords off for everyone else.`}
    >
      <DataTable
        caption="Administrators"
        columns={columnsOf(slug)}
        rows={administrators}
        rowKey={({ id }) => id}
      />
    </Card>
  );
}

function columnsOf(slug: string): Column<Administrator>[] {
  const paths = spacePaths(slug);
  return [
    {
      key: "name",
      header: "Administrator",
      cell: ({ id, name, email }) => (
        <>
          <Link href={paths.user(id)}>{name}</Link>
          <span className="block text-sm font-normal text-muted">{email}</span>
        </>
      ),
    },
    { key: "state", header: "Fallback", cell: (one) => <PasswordFallback administrator={one} /> },
    {
      key: "last",
      header: "Last password sign-in",
      cell: ({ lastPasswordSignInAt }) =>
        lastPasswordSignInAt ? <RelativeTime value={lastPasswordSignInAt} /> : "Never",
    },
    {
      key: "change",
      header: "Change",
      align: "end",
      cell: ({ id, email, isItAdministrator }) => (
        <Form action={itAdministratorAction} label={`IT administrator: ${email}`}>
          <input type="hidden" name="space" value={slug} />
          <input type="hidden" name="userId" value={id} />
          <input type="hidden" name="isItAdministrator" value={isItAdministrator ? "off" : "on"} />
          <SubmitButton variant="secondary" size="small" pendingLabel="Saving">
            {isItAdministrator ? "Make an ordinary administrator" : "Make an IT administrator"}
          </SubmitButton>
        </Form>
      ),
    },
  ];
}

function PasswordFallback({ administrator }: { administrator: Administrator }) {
  const { isItAdministrator, hasPassword, proved } = administrator;
  if (!isItAdministrator) return <>–</>;
  if (proved)
    return (
      <Badge tone="ok" icon={ShieldCheck}>
        Proved
      </Badge>
    );
  return (
    <Badge tone="warn" icon={ShieldAlert}>
      {hasPassword ? "Not used recently" : "Has no password"}
    </Badge>
  );
}
