import type { ReactNode } from "react";
import { Avatar } from "@/components/ui/avatar";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { CheckList } from "@/components/ui/check-list";
import { CopyButton } from "@/components/ui/copy-button";
import { cx } from "@/components/ui/cx";
import { DescriptionList } from "@/components/ui/description-list";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/section";
import { type FixField, fixField } from "@/lib/model/explanations/fix-field";
import { refusalHelp } from "@/lib/model/help";
import { counted } from "@/lib/model/text/counted";
import type { TestResultView } from "@/lib/schemas/sso-views";
import { AttributesTable } from "./attributes-table";
import { checkItems } from "./check-items";
import { outlookSentences, passedSentence, refusesPerson } from "./outlook-words";
import { supportText } from "./support-text";
import { TestHint } from "./test-hint";
import { fixedByWords, formatInWords } from "./words";

interface TestResultProps {
  result: TestResultView;
  /** The next step, in the box with the outcome. */
  whatNext?: ReactNode;
  actions?: ReactNode;
  /** Where the connection's settings are changed; absent if that is nobody's who sees this. */
  configureHref?: string | undefined;
  /** The level of the headings inside. */
  level?: 2 | 3;
}

/** The result of a test: what failed or who came first, then the passed checks, folded. */
export function TestResult(props: TestResultProps) {
  const { result } = props;
  const passed = result.checks.filter((check) => check.passed).length;
  const hasDetails = result.checks.length > 0 || Object.keys(result.attributes).length > 0;
  return (
    <div className="space-y-5">
      <Outcome {...props} />
      {hasDetails && (
        <details className="rounded-lg border border-line">
          <summary className="px-4 py-2.5 font-medium max-md:min-h-11">
            {counted(passed, "check has", "checks have")} passed. See all, and what was sent
          </summary>
          <div className="space-y-6 border-t border-line p-4">
            <Details {...props} />
          </div>
        </details>
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
          {/* Who fixes it, and how, stands above. */}
          <CheckList label="Checks" items={checkItems(result.checks)} />
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

function Outcome(props: TestResultProps) {
  const { result, whatNext, actions } = props;
  const { connection, version, refusal } = result;
  const what = version === null ? connection.name : `Version ${version} of ${connection.name}`;
  if (result.passed)
    return (
      <>
        <Callout tone={refusesPerson(result) ? "warn" : "ok"} title="The test has passed" actions={actions}>
          <p>{passedSentence(result, what)}</p>
          {whatNext}
        </Callout>
        <PersonCard result={result} />
      </>
    );
  if (refusal) return <Failure {...props} refusal={refusal} />;
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
            : `Nobody came back from ${connection.providerName} in time.`}
        </p>
        {whatNext}
      </Callout>
      {result.hint && <TestHint hint={result.hint} providerName={connection.providerName} open />}
    </>
  );
}

const fieldWords: Record<FixField, string> = {
  entityId: "the entity ID",
  certificates: "the certificates",
  issuer: "the issuer",
  clientId: "the client ID",
  clientSecret: "the client secret",
};

/** What failed: what came, what should have come, who fixes it and how. */
function Failure({
  result,
  whatNext,
  actions,
  refusal,
  configureHref,
}: TestResultProps & { refusal: NonNullable<TestResultView["refusal"]> }) {
  const { received, expected, fixedBy } = refusal;
  const findings = [
    { term: "Received", value: received ?? "Nothing", mono: received !== null },
    // A value has no spaces; a sentence has.
    { term: "Expected", value: expected, mono: expected !== null && !expected.includes(" ") },
    { term: "Who fixes it", value: fixedByWords(fixedBy, result.connection.providerName), mono: false },
    { term: "How", value: refusal.fix, mono: false },
  ];
  const field = fixField(refusal.code, result.connection.protocol);
  const fixHref = configureHref && `${configureHref}${field ? `&field=${field}` : ""}`;
  return (
    <Callout
      tone="danger"
      title="The test has failed"
      actions={
        <>
          {fixHref && (
            <ButtonLink href={fixHref} size="small">
              {field ? `Go to ${fieldWords[field]}` : "Go to Configure"}
            </ButtonLink>
          )}
          {actions}
        </>
      }
    >
      <p className="font-medium">{refusal.cause}</p>
      <dl className="grid gap-x-4 gap-y-1.5 sm:grid-cols-[6.5rem_minmax(0,1fr)]">
        {findings.map(
          ({ term, value, mono }) =>
            value && (
              <div key={term} className="contents">
                <dt className="text-muted">{term}</dt>
                <dd className="flex min-w-0 flex-wrap items-center gap-x-2 max-sm:mb-1.5">
                  <span className={cx("min-w-0 [overflow-wrap:anywhere]", mono && "font-mono")}>{value}</span>
                  {term === "Expected" && mono && (
                    <CopyButton text={value} size="small" variant="quiet" label="Copy the expected value" />
                  )}
                </dd>
              </div>
            ),
        )}
      </dl>
      <p>
        <Link href={refusalHelp(refusal.code)} external>
          More about this refusal
        </Link>
      </p>
      {whatNext}
    </Callout>
  );
}

/** Who came, and what they would get here: the answer to "does it know my people?". */
function PersonCard({ result }: { result: TestResultView }) {
  const { email, outlook } = result;
  const name = result.name ?? email;
  if (!name) return null;
  const [first, ...rest] = outlook ? outlookSentences(outlook) : [];
  return (
    <section
      aria-label="The person of the test"
      className="flex items-start gap-4 rounded-lg border border-line bg-surface p-5"
    >
      <Avatar name={name} className="size-10" />
      <div className="min-w-0 space-y-2">
        <div>
          <p className="text-lg font-semibold [overflow-wrap:anywhere]">{name}</p>
          {email && email !== name && <p className="[overflow-wrap:anywhere] text-muted">{email}</p>}
        </div>
        {first && (
          <p>
            <span className="font-medium">This person would get:</span> {first}
          </p>
        )}
        {outlook?.rule && <p className="text-sm text-muted">By the rule “{outlook.rule}”.</p>}
        {outlook?.rule === null && (
          <p className="text-sm text-muted">
            No role rule matched{outlook.isNew ? ", so this is the default role." : "."}
          </p>
        )}
        {rest.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
    </section>
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
