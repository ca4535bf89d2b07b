import { type CheckItem, CheckList } from "@/components/ui/check-list";
import { counted } from "@/components/ui/counted";
import { Link } from "@/components/ui/link";
import type { PrepareFacts as Facts } from "@/lib/schemas/sso-views";

interface PrepareFactsProps {
  facts: Facts;
  /** Where it can be changed; `null` if the person may not. */
  paths: Record<"users" | "domains" | "tokens" | "sessions", string | null>;
}

/** What a new connection concerns in this space, checked as things are now (manuals 000 and 003). */
export function PrepareFacts({ facts, paths }: PrepareFactsProps) {
  return <CheckList label="What is affected" items={factItems(facts, paths)} />;
}

function Way({ href, children }: { href: string | null; children: string }) {
  return href ? <Link href={href}>{children}</Link> : null;
}

function factItems(facts: Facts, paths: PrepareFactsProps["paths"]): CheckItem[] {
  const { signedIn, people, tokens, itAdministrators } = facts;
  const allTokens = tokens.personal + tokens.integration;
  return [
    {
      id: "signed-in",
      title:
        signedIn.otherPeople === 0
          ? "Nobody else is signed in"
          : `${counted(signedIn.otherPeople, "other person is", "other people are")} signed in`,
      outcome: signedIn.otherPeople === 0 ? "passed" : "warning",
      how: signedIn.otherPeople > 0 && (
        <>
          Ask them to sign out and not to sign in until you are done.{" "}
          <Way href={paths.sessions}>See who they are</Way>
        </>
      ),
    },
    ...domainItems(facts, paths.domains),
    {
      id: "tokens",
      title:
        allTokens === 0
          ? "No token will stop working"
          : !facts.tokensEnd
            ? `${tokensWords(tokens)} will go on working, as another connection is active`
            : `${tokensWords(tokens)} will stop working when you activate`,
      outcome: allTokens === 0 || !facts.tokensEnd ? "passed" : "warning",
      how: allTokens > 0 && facts.tokensEnd && (
        <>
          {allTokens === 1 ? "Its owner must create it again" : "Their owners must create them again"}{" "}
          afterwards. <Way href={paths.tokens}>See the tokens</Way>
        </>
      ),
    },
    {
      id: "way-back",
      title:
        itAdministrators.count === 0
          ? "Nobody could sign in if single sign-on fails"
          : `${counted(itAdministrators.count, "IT administrator", "IT administrators")} can always sign in with a password`,
      outcome: itAdministrators.count === 0 ? "warning" : "passed",
      seen: itAdministrators.names.join(", "),
      how: itAdministrators.count === 0 && (
        <>
          Mark an administrator who has a password as IT administrator, so that they can sign in if it fails.{" "}
          <Way href={paths.users}>Open Users</Way>
        </>
      ),
    },
    {
      id: "people",
      title: `${counted(people.active, "person is", "people are")} active in this space`,
      outcome: "passed",
      seen: peopleSeen(facts),
    },
    {
      id: "passwords",
      title:
        facts.passwordSignIn === "allowed"
          ? "Passwords still work besides single sign-on"
          : "Only IT administrators sign in with a password",
      outcome: "passed",
      seen:
        people.withTwoFactor > 0 &&
        `${counted(people.withTwoFactor, "person has", "people have")} two-factor here. For sign-ins through the provider, the provider asks for it.`,
    },
    ...seatItems(facts),
  ];
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
          New people can sign in only from verified domains. People whom you add by hand can sign in anyway.{" "}
          <Way href={path}>Verify a domain</Way>
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
      how: "You can sign in through the provider because you are in this space, but only from the sign-in page.",
    });
  return items;
}

function seatItems({ freeReaderSeats }: Facts): CheckItem[] {
  if (freeReaderSeats === null) return [];
  return [
    {
      id: "seats",
      title: `${counted(freeReaderSeats, "Reader licence is", "Reader licences are")} free`,
      outcome: freeReaderSeats === 0 ? "warning" : "passed",
      how: freeReaderSeats === 0 && "New people become Readers. Without a free licence they are refused.",
    },
  ];
}

function peopleSeen({ people, kind }: Facts): string {
  const parts = [
    people.withoutPassword > 0 && `${people.withoutPassword.toLocaleString("en")} without a password`,
    people.pending > 0 && `${people.pending.toLocaleString("en")} waiting for approval`,
    kind === "partner" && "new people need your approval, as this is a partner space",
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
