import { type CheckItem, CheckList } from "@/components/ui/check-list";
import { Link } from "@/components/ui/link";
import { counted } from "@/lib/model/text/counted";
import type { PrepareFacts as Facts } from "@/lib/schemas/sso-views";

interface PrepareFactsProps {
  facts: Facts;
  /** Where it can be changed; `null` if the person may not. */
  paths: Record<"users" | "domains" | "tokens" | "sessions", string | null>;
}

/** Whom and what a new connection affects in this space, as things are now (manuals 000 and 003). */
export function PrepareFacts({ facts, paths }: PrepareFactsProps) {
  return <CheckList label="What is affected" items={factItems(facts, paths)} />;
}

function Way({ href, children }: { href: string | null; children: string }) {
  return href ? <Link href={href}>{children}</Link> : null;
}

function factItems(facts: Facts, paths: PrepareFactsProps["paths"]): CheckItem[] {
  const { signedIn, people, tokens, itAdministrators } = facts;
  const allTokens = tokens.personal + tokens.integration;
  const items: (CheckItem | false)[] = [
    signedIn.otherPeople > 0 && {
      id: "signed-in",
      title: `${counted(signedIn.otherPeople, "other person is", "other people are")} signed in`,
      outcome: "passed",
      seen: (
        <>
          They stay signed in. If everyone should use the new way at once, ask them to sign out and in again.{" "}
          <Way href={paths.sessions}>See who they are</Way>
        </>
      ),
    },
    ...domainItems(facts, paths.domains),
    allTokens > 0 && {
      id: "tokens",
      title: facts.tokensEnd
        ? `${tokensWords(tokens)} will stop working when you activate`
        : `${tokensWords(tokens)} will keep working`,
      outcome: facts.tokensEnd ? "warning" : "passed",
      how: facts.tokensEnd && (
        <>
          {allTokens === 1 ? "Its owner creates a new one" : "Their owners create new ones"} afterwards.{" "}
          <Way href={paths.tokens}>See the tokens</Way>
        </>
      ),
    },
    {
      id: "way-back",
      title:
        itAdministrators.count === 0
          ? "Nobody could sign in if single sign-on fails"
          : `${counted(itAdministrators.count, "IT administrator keeps", "IT administrators keep")} password access`,
      outcome: itAdministrators.count === 0 ? "warning" : "passed",
      seen: itAdministrators.names.join(", "),
      how: itAdministrators.count === 0 && (
        <>
          Make an administrator who has a password an IT administrator.{" "}
          <Way href={paths.users}>Open Members</Way>
        </>
      ),
    },
    {
      id: "people",
      title: counted(people.active, "active person", "active people"),
      outcome: facts.freeReaderSeats === 0 ? "warning" : "passed",
      seen: peopleSeen(facts),
      how: facts.freeReaderSeats === 0 && "No Reader licence is free, so new people are refused.",
    },
  ];
  return items.filter((item) => item !== false);
}

function domainItems({ domains, ownAddress }: Facts, path: string | null): CheckItem[] {
  const verified = domains.filter(({ status }) => status === "verified" || status === "failing");
  const pending = domains.filter(({ status }) => status === "pending" || status === "expired");
  const items: CheckItem[] = [
    {
      id: "domains",
      title:
        verified.length === 0
          ? "No email domain is verified yet"
          : `${counted(verified.length, "email domain is", "email domains are")} verified`,
      outcome: verified.length === 0 ? "warning" : "passed",
      seen: verified.map(({ name, people }) => `${name} (${counted(people, "person", "people")})`).join(", "),
      how: verified.length === 0 && (
        <>
          New people can sign in only from verified domains. <Way href={path}>Verify a domain</Way>
        </>
      ),
    },
  ];
  if (pending.length > 0)
    items.push({
      id: "pending-domains",
      title: `Not verified: ${pending.map(({ name }) => name).join(", ")}`,
      outcome: "warning",
      how: (
        <>
          Add the DNS record, or ask for approval. <Way href={path}>Open Domains</Way>
        </>
      ),
    });
  if (verified.length > 0 && !ownAddress.verified)
    items.push({
      id: "own-address",
      title: "Your own address is in another domain",
      outcome: "warning",
      received: ownAddress.email,
      how: "You can still sign in through the provider from the sign-in page.",
    });
  return items;
}

function peopleSeen({ people, kind, passwordSignIn, freeReaderSeats: seats }: Facts): string {
  const parts = [
    seats !== null && seats > 0 && counted(seats, "free Reader licence"),
    passwordSignIn === "allowed" ? "passwords keep working" : "only IT administrators use a password",
    people.pending > 0 && `${people.pending.toLocaleString("en")} waiting for approval`,
    people.withTwoFactor > 0 &&
      `${people.withTwoFactor.toLocaleString("en")} with two-factor here, which the provider asks for instead`,
    kind === "partner" && "new people need your approval",
  ];
  return parts.filter(Boolean).join("; ");
}

function tokensWords({ personal, integration }: Facts["tokens"]): string {
  return [
    personal > 0 && counted(personal, "personal token"),
    integration > 0 && counted(integration, "integration token"),
  ]
    .filter(Boolean)
    .join(" and ");
}
