import type { ReactNode } from "react";
import { Callout } from "@/components/ui/callout";
import { CheckList } from "@/components/ui/check-list";
import { CopyButton } from "@/components/ui/copy-button";
import { counted } from "@/components/ui/counted";
import { DescriptionList } from "@/components/ui/description-list";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/section";
import { refusalHelp } from "@/lib/model/help";
import type { TestResultView } from "@/lib/schemas/sso-views";
import { AttributesTable } from "./attributes-table";
import { checkItems } from "./check-items";
import { outlookSentences, passedSentence, refusesPerson } from "./outlook-words";
import { supportText } from "./support-text";
import { TestHint } from "./test-hint";
import { formatInWords } from "./words";

interface TestResultProps {
  result: TestResultView;
  /** The next step, in the box with the outcome. */
  whatNext?: ReactNode;
  actions?: ReactNode;
  /** The level of the headings inside. */
  level?: 2 | 3;
  /** Folds the checks of a passed test, so that the next step stays visible. */
  folded?: boolean;
}

/** The result of a test: the outcome, what the person would get, the checks in their order, the attributes. */
export function TestResult(props: TestResultProps) {
  const { result, folded = false } = props;
  return (
    <div className="space-y-6">
      <Outcome {...props} />
      {result.outlook && <Outlook outlook={result.outlook} email={result.email} />}
      {folded && result.passed ? (
        <details className="rounded-lg border border-line">
          <summary className="px-4 py-2.5 font-medium max-md:min-h-11">
            {counted(result.checks.length, "check has", "checks have")} passed. See them, and what the
            provider said
          </summary>
          <div className="space-y-6 border-t border-line p-4">
            <Details {...props} />
          </div>
        </details>
      ) : (
        <Details {...props} />
      )}
    </div>
  );
}

function Details({ result, level = 3 }: TestResultProps) {
  return (
    <>
      {result.checks.length > 0 && (
        <Section
          level={level}
          title="Checks, in the order in which they ran"
          actions={
            <CopyButton text={supportText(result)} size="small">
              Copy for support
            </CopyButton>
          }
        >
          <CheckList
            label="Checks"
            items={checkItems(result.checks, result.refusal, result.connection.providerName)}
          />
        </Section>
      )}
      {(result.subject !== null || Object.keys(result.attributes).length > 0) && (
        <Section level={level} title="What the provider said about the person">
          <DescriptionList items={whoItems(result)} />
          <AttributesTable attributes={result.attributes} />
        </Section>
      )}
    </>
  );
}

function Outcome({ result, whatNext, actions }: TestResultProps) {
  const { connection, version, refusal } = result;
  const what = version === null ? connection.name : `Version ${version} of ${connection.name}`;
  if (result.passed)
    return (
      <Callout tone={refusesPerson(result) ? "warn" : "ok"} title="The test has passed" actions={actions}>
        <p>{passedSentence(result, what)}</p>
        {whatNext}
      </Callout>
    );
  if (refusal)
    return (
      <Callout tone="danger" title="The test has failed" actions={actions}>
        <p className="font-medium">{refusal.cause}</p>
        <p>{refusal.fix}</p>
        <p>
          <Link href={refusalHelp(refusal.code)} external>
            More about {refusal.code}
          </Link>
        </p>
        {whatNext}
      </Callout>
    );
  const waiting = result.status === "started";
  return (
    <>
      <Callout
        tone={waiting ? "info" : "warn"}
        title={waiting ? "The test waits for its answer" : "The test was not finished"}
        actions={actions}
      >
        <p>
          {waiting
            ? `Nobody has come back from ${connection.providerName} yet.`
            : `Nobody came back from ${connection.providerName} in time, so there is nothing else to show.`}
        </p>
        {whatNext}
      </Callout>
      {result.hint && <TestHint hint={result.hint} providerName={connection.providerName} open />}
    </>
  );
}

function Outlook({
  outlook,
  email,
}: {
  outlook: NonNullable<TestResultView["outlook"]>;
  email: string | null;
}) {
  const [first, ...rest] = outlookSentences(outlook);
  return (
    <Callout tone={outlook.outcome === "refuse" ? "warn" : "info"} title={`This person would get: ${first}`}>
      {email && <p>The person: {email}.</p>}
      {rest.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </Callout>
  );
}

function whoItems({ issuer, subject, subjectFormat, email }: TestResultView) {
  return [
    { term: "Email address", value: email },
    {
      term: "Identifier",
      value: subject,
      ...(subjectFormat ? { help: formatInWords(subjectFormat) } : {}),
    },
    { term: "Source", value: issuer },
  ];
}
