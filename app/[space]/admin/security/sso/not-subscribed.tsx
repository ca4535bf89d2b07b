import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";

/** What single sign-on is and whom to ask, for a space whose plan does not include it. */
export function NotSubscribed({ spaceName }: { spaceName: string }) {
  return (
    <>
      <PageHeader
        title="Single sign-on (SSO)"
        description={`Single sign-on is not part of the plan of ${spaceName}.`}
      />
      <Card title="What it is">
        <div className="max-w-prose space-y-3">
          <p>
            With single sign-on, your people sign in here with the account that they have at your company
            already. The system that keeps these accounts is called an identity provider: Okta, Microsoft
            Entra ID, Google Workspace, Keycloak, ADFS and many others.
          </p>
          <ul className="list-disc space-y-1.5 pl-4">
            <li>Nobody needs a password of their own here.</li>
            <li>Whoever leaves your company loses access here at the same moment.</li>
            <li>New people get their access, as Readers, when they sign in for the first time.</li>
            <li>You set it up yourself: prepare, enter values, test, activate.</li>
          </ul>
        </div>
      </Card>
      <Card title="How to get it">
        <p className="max-w-prose">
          Ask your account manager to add the SSO option to {spaceName}. Once it is there, the set-up starts
          on this very page.
        </p>
      </Card>
    </>
  );
}
