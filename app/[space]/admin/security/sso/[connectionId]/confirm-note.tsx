import { roleWords } from "@/components/connections/words";
import { Callout } from "@/components/ui/callout";
import { Form } from "@/components/ui/form";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Role } from "@/lib/model/people/roles";
import type { ConnectionDetails } from "@/lib/schemas/sso-views";
import { confirmAction } from "../maintenance-actions";

/** Says that a version by a member below administrator needs confirmation, which an administrator gives here. */
export function ConfirmNote({
  details,
  slug,
  role,
}: {
  details: ConnectionDetails;
  slug: string;
  role: Role;
}) {
  const { unconfirmed, live, option } = details;
  if (!unconfirmed || !live || !option) return null;
  const { upTo, by, here } = unconfirmed;
  return (
    <Callout tone="warn" title="An administrator must confirm this connection">
      <p>
        {by ?? "Somebody who is not an administrator"} put it live. Until an administrator
        {here ? "" : " of the organization that owns it"} confirms this, nobody with a role higher than{" "}
        {roleWords[upTo]} can sign in through it. A connection decides who people are, so check the provider's
        values and the attributes first.
      </p>
      {here && role === "admin" && (
        <Form action={confirmAction} label="Confirm this connection">
          <input type="hidden" name="space" value={slug} />
          <input type="hidden" name="connectionId" value={details.id} />
          <input type="hidden" name="configurationId" value={live.id} />
          <input type="hidden" name="optionRevision" value={option.revision} />
          <SubmitButton variant="secondary" size="small" pendingLabel="Confirming">
            Confirm
          </SubmitButton>
        </Form>
      )}
    </Callout>
  );
}
