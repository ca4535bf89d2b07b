import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { RelativeTime } from "@/components/ui/relative-time";
import { WizardLayout } from "@/components/ui/wizard-layout";
import { protocolTraits } from "@/lib/model/connections/protocol-traits";
import type { SetupWork } from "@/lib/schemas/setup-work";
import { sendsMail } from "@/lib/server/process/mail-words";
import { setupPaths } from "../../paths";
import type { SetupStepProps } from "./configure-content";

/** The end: what was done, and what happens next. */
export async function DoneContent({ work, steps }: SetupStepProps) {
  const paths = setupPaths(work.linkId);
  if (!work.doneAt)
    return (
      <WizardLayout steps={steps}>
        <Callout
          title="You have not handed it over yet"
          actions={
            <ButtonLink href={paths.step("test")} variant="primary" size="small">
              Go to the test
            </ButtonLink>
          }
        >
          Test what you entered, then confirm that you are done.
        </Callout>
      </WizardLayout>
    );
  const isLive = work.version?.state === "live";
  return (
    <WizardLayout steps={steps}>
      <Callout
        tone="ok"
        title={
          isLive
            ? `Done. People in ${work.spaceName} can sign in with ${work.connection.name}`
            : "Done. There is nothing left for you to do"
        }
        actions={
          work.returnUrl && (
            <ButtonLink href={work.returnUrl} variant="primary" size="small">
              Return to {new URL(work.returnUrl).host}
            </ButtonLink>
          )
        }
      >
        <p>{contactWords(work, await sendsMail())} You can close this page.</p>
      </Callout>
      <Card title="What you have done">
        <DescriptionList items={doneItems(work)} />
      </Card>
      <Card title="What happens next">
        <ol className="list-decimal space-y-1.5 pl-5">
          {nextSteps(work).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ol>
      </Card>
    </WizardLayout>
  );
}

const contactOf = ({ invitedBy, spaceName }: SetupWork) => invitedBy ?? `The administrator of ${spaceName}`;

/** Who knows that it is done: by email, or only by looking. */
function contactWords(work: SetupWork, mails: boolean): string {
  const contact = contactOf(work);
  return mails
    ? `${contact} has been notified.`
    : `${contact} sees it in the console. No email could be sent, so tell them as well.`;
}

function doneItems({ connection, version, scope }: SetupWork) {
  const [certificate] = version?.certificates ?? [];
  const settings = version?.settings;
  const origin =
    settings && ("entityId" in settings ? settings.entityId : "issuer" in settings ? settings.issuer : null);
  return [
    {
      term: scope === "renew" ? "Renewed" : "Connected",
      value: connection.providerName,
      help: protocolTraits[connection.protocol].name,
    },
    ...(origin
      ? [
          {
            term: connection.protocol === "saml" ? "Entity ID" : "Issuer",
            value: <span className="font-mono text-sm">{origin}</span>,
          },
        ]
      : []),
    ...(certificate
      ? [
          {
            term: "Certificate",
            value: (
              <>
                Expires <RelativeTime value={certificate.notAfter} exact />
              </>
            ),
          },
        ]
      : []),
    {
      term: "Test",
      value: version?.testedAt ? (
        <>
          Passed <RelativeTime value={version.testedAt} />
        </>
      ) : (
        "No test has passed yet"
      ),
    },
    { term: "State", value: version?.state === "live" ? "Active" : "Waiting to be activated" },
  ];
}

function nextSteps(work: SetupWork): string[] {
  const { spaceName, connection, version, liveVersion } = work;
  const contact = contactOf(work);
  const change = "To change something before the link expires, open the same link again.";
  if (version?.state === "live")
    return [
      `People in ${spaceName} choose “Continue with ${connection.name}” on the sign-in page.`,
      `Make sure that everybody who should get in is assigned to the application in ${connection.providerName}.`,
      change,
    ];
  return [
    `${contact} reviews it${version?.testedAt ? "" : ", tests it"} and activates it.`,
    liveVersion === null
      ? `From then on, people in ${spaceName} can sign in with ${connection.name}.`
      : `Until then, version ${liveVersion} stays in use.`,
    change,
  ];
}
