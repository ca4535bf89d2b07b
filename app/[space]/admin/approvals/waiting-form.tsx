import { roleWords } from "@/components/connections/words";
import { MailPromise } from "@/components/frame/mail-promise";
import { Form } from "@/components/ui/form";
import { RelativeTime } from "@/components/ui/relative-time";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { displayName } from "@/lib/model/people/person";
import type { UserView } from "@/lib/schemas/user";
import { originWords, roleOptions } from "../../words";
import { PickTable } from "../pick-table";
import { PersonCell } from "../users/person-cell";
import { decideAction } from "./actions";

interface WaitingFormProps {
  slug: string;
  people: readonly UserView[];
  usersPath: string;
}

/** Waiting people with checkboxes, and the two decisions. */
export function WaitingForm({ slug, people, usersPath }: WaitingFormProps) {
  return (
    <Form action={decideAction} label="People waiting for approval">
      <input type="hidden" name="space" value={slug} />
      <PickTable
        caption="People waiting for approval"
        columns={["Role from the rules", "How they came in", "Waiting since"]}
        rows={people.map((person) => ({
          id: person.id,
          label: displayName(person),
          name: <PersonCell person={person} href={`${usersPath}/${person.id}`} />,
          cells: [
            roleWords[person.role],
            originWords[person.origin],
            <RelativeTime key="since" value={person.createdAt} />,
          ],
        }))}
      >
        <div className="max-w-80">
          <SelectField
            name="role"
            label="Approve with"
            options={[{ value: "", label: "The role shown" }, ...roleOptions]}
            defaultValue=""
            help={<MailPromise>Each person takes a licence for the role and gets an email.</MailPromise>}
          />
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <SubmitButton name="decision" value="approve" pendingLabel="Deciding">
            Approve
          </SubmitButton>
          <SubmitButton name="decision" value="reject" variant="secondary" pendingLabel="Deciding">
            Reject
          </SubmitButton>
        </div>
        <p className="max-w-prose text-sm text-muted">
          A rejected person stays under Members as deactivated, so that their next attempt does not put them
          on this list again. You can approve them on their card later.
        </p>
      </PickTable>
    </Form>
  );
}
