import { Check, Circle } from "lucide-react";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { cx } from "@/components/ui/cx";
import type { SetUp } from "@/lib/features/home/read-set-up";
import type { SetupStep } from "@/lib/model/spaces/setup-progress";
import { counted } from "@/lib/model/text/counted";
import type { spacePaths } from "@/lib/server/http/navigation";

type Paths = ReturnType<typeof spacePaths>;

interface StepWords {
  title: string;
  /** What is done, or what is missing. */
  detail: (setUp: SetUp) => string;
  /** The button, while this is the next step. */
  action: string;
  href: (paths: Paths, setUp: SetUp) => string;
}

const connectionPage = (paths: Paths, { connection }: SetUp) =>
  connection ? `${paths.sso}/${connection.id}` : `${paths.sso}/new`;

const words: Record<SetupStep, StepWords> = {
  domain: {
    title: "Verify a domain",
    detail: ({ verifiedDomains: [first, ...more] }) =>
      first ? (more.length > 0 ? `${first} and ${more.length} more` : first) : "Proves that it is yours",
    action: "Add a domain",
    href: (paths) => paths.domains,
  },
  connect: {
    title: "Connect",
    detail: ({ connection }) => connection?.name ?? "Okta, Entra ID, Google …",
    action: "Connect a provider",
    href: connectionPage,
  },
  test: {
    title: "Test",
    detail: ({ connection }) => (connection?.tested ? "Passed" : "One real sign-in"),
    action: "Run the test",
    href: connectionPage,
  },
  activate: {
    title: "Activate",
    detail: ({ connection }) =>
      connection?.status === "active"
        ? "On"
        : connection?.status === "disabled"
          ? "Turned off"
          : "For everyone",
    action: "Activate",
    href: connectionPage,
  },
  people: {
    title: "Bring your people",
    detail: ({ expected, throughConnections, hasDirectory }) =>
      hasDirectory
        ? "A directory brings them"
        : expected === 0
          ? "Only IT administrators so far"
          : `${throughConnections.toLocaleString("en")} of ${expected.toLocaleString("en")} have used it`,
    action: "Invite members",
    href: (paths) => paths.users,
  },
  require: {
    title: "Require it",
    detail: ({ steps }) => (steps.at(-1)?.done ? "Passwords are off" : "Passwords still work"),
    action: "Require single sign-on",
    href: (paths) => paths.signIn,
  },
};

interface SetUpCardProps {
  setUp: SetUp;
  paths: Paths;
  /** A directory can bring the people instead of invitations. */
  mayConnectDirectory: boolean;
}

/** The way from an empty space to required single sign-on, with the next step as the one button. */
export function SetUpCard({ setUp, paths, mayConnectDirectory }: SetUpCardProps) {
  const next = setUp.next && words[setUp.next];
  return (
    <Card
      title="Finish setting up single sign-on"
      description={`${setUp.done} of ${counted(setUp.steps.length, "step", "steps")} done.${next ? ` Next: ${lower(next.title)}.` : ""}`}
      actions={
        next && (
          <>
            {setUp.next === "people" && mayConnectDirectory && (
              <ButtonLink href={paths.directories}>Connect a directory</ButtonLink>
            )}
            <ButtonLink variant="primary" href={next.href(paths, setUp)}>
              {next.action}
            </ButtonLink>
          </>
        )
      }
    >
      <ol className="grid gap-x-2 max-sm:divide-y max-sm:divide-line sm:grid-cols-3 sm:gap-y-3 lg:grid-cols-6">
        {setUp.steps.map(({ step, done }) => {
          const isNext = step === setUp.next;
          return (
            <li
              key={step}
              className="flex min-w-0 items-center justify-between gap-3 max-sm:py-2 sm:block sm:space-y-2"
              {...(isNext ? { "aria-current": "step" } : {})}
            >
              <span
                aria-hidden
                className={cx(
                  "h-1 rounded-md max-sm:hidden sm:block",
                  done ? "bg-ok" : isNext ? "bg-accent" : "bg-line",
                )}
              />
              <p className={cx("flex items-center gap-1.5 font-medium", !done && !isNext && "text-muted")}>
                {done ? (
                  <Check aria-hidden className="size-4 shrink-0 text-ok" />
                ) : (
                  <Circle
                    aria-hidden
                    className={cx("size-4 shrink-0 sm:hidden", isNext ? "text-accent" : "text-muted")}
                  />
                )}
                {words[step].title}
                <span className="sr-only">{done ? " (done)" : isNext ? " (next)" : " (to do)"}</span>
              </p>
              <p className="truncate text-sm text-muted" title={words[step].detail(setUp)}>
                {words[step].detail(setUp)}
              </p>
            </li>
          );
        })}
      </ol>
    </Card>
  );
}

const lower = (title: string) => title.charAt(0).toLowerCase() + title.slice(1);
