import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";

/** What single sign-on is and whom to contact, for a space whose plan does not include it. */
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
            With single sign-on, your people sign in here with their existing company account. The system that
            manages these accounts is called an identity provider, for example Okta, Microsoft Entra ID,
            Google Workspace, Keycloak or ADFS.
          </p>
          <ul className="list-disc space-y-1.5 pl-4">
            <li>Nobody needs a separate password here.</li>
            <li>People who leave your company can no longer sign in here.</li>
            <li>New people get access, as Readers, when they sign in for the first time.</li>
            <li>You set it up yourself: prepare, enter values, test, activate.</li>
          </ul>
        </div>
      </Card>
      <Card title="How to get it">
        <p className="max-w-prose">
          Ask your account manager to add the SSO option to {spaceName}. Then you can set it up on this page.
        </p>
      </Card>
    </>
  );
}
