import type { SessionChoice } from "@/lib/model/connections/choices";
import { counted } from "@/lib/model/text/counted";
import type { DisableImpact, ImpactNumbers } from "@/lib/schemas/sso-views";

/**
 * The effects of a step beyond its name: an option that is used for the first time or was in use changes how
 * everybody signs in.
 */
export interface ImpactOf {
  /**
   * `activate`: for the first time; `replace`: a new version of a live one; `remove`; `discard`: removal of one that
   * was never active.
   */
  step: "activate" | "replace" | "replace_disabled" | "remove" | "discard";
  connectionId: string;
  name: string;
  version: number | null;
  liveVersion: number | null;
}

/** What happens to other people's sessions, and to tokens while another connection is active. */
export interface ImpactChoices {
  sessions: SessionChoice;
  tokens: SessionChoice;
}
export const keepAll: ImpactChoices = { sessions: "keep", tokens: "keep" };

/** Whether the space has another active connection: then tokens are a choice. */
export function hasOtherConnection(
  { connectionId }: ImpactOf,
  { activeConnectionIds }: ImpactNumbers,
): boolean {
  return activeConnectionIds.some((id) => id !== connectionId);
}

/** One thing that will happen; `harmful` if somebody loses something by it. */
export interface Consequence {
  text: string;
  harmful: boolean;
}
const plain = (text: string): Consequence => ({ text, harmful: false });
const harm = (text: string): Consequence => ({ text, harmful: true });

/** What will happen, in numbers, a sentence each.
 */
export function consequencesOf(
  of: ImpactOf,
  numbers: ImpactNumbers,
  { sessions, tokens }: ImpactChoices = keepAll,
): Consequence[] {
  const tokensAre = hasOtherConnection(of, numbers) ? tokens : "end";
  switch (of.step) {
    case "replace":
      return [
        plain(`Sign-ins use version ${of.version} immediately, instead of version ${of.liveVersion}.`),
        plain("No session or token ends, and you stay signed in."),
      ];
    case "replace_disabled":
      return [
        plain(`Version ${of.version} replaces version ${of.liveVersion}. The connection stays disabled.`),
        plain("No session or token ends, and you stay signed in."),
      ];
    case "discard":
      return [
        harm(`The settings of ${of.name} are deleted. It was never active, so nobody loses access.`),
        plain("No session or token ends, and you stay signed in."),
      ];
    case "activate":
      return [
        plain(`People see “Continue with ${of.name}” on the sign-in page.`),
        plain("You are signed out and asked to sign in again."),
        others(numbers, sessions),
        tokensGo(numbers, tokensAre),
      ];
    case "remove":
      return [
        harm(`Nobody can sign in through ${of.name} any more. Using it again takes a new configuration.`),
        tokensGo(numbers, tokensAre),
        plain("You are signed out and asked to sign in again."),
        others(numbers, sessions),
        ...withoutPassword(numbers).map(harm),
        ...onlyWayIn(numbers).map(harm),
      ];
  }
}

/** The same for a dialog: what harms nobody, and what to weigh. */
export function impactSentences(
  ...about: Parameters<typeof consequencesOf>
): Record<"effects" | "consequences", string[]> {
  const all = consequencesOf(...about);
  const texts = (wanted: boolean) => all.filter(({ harmful }) => harmful === wanted).map(({ text }) => text);
  return { effects: texts(false), consequences: texts(true) };
}

function tokensGo({ personalTokens, integrationTokens }: ImpactNumbers, choice: SessionChoice): Consequence {
  const kinds = [
    personalTokens > 0 && counted(personalTokens, "personal token"),
    integrationTokens > 0 && counted(integrationTokens, "integration token"),
  ].filter(Boolean);
  if (kinds.length === 0) return plain("No token is in use, so none stops working.");
  const one = personalTokens + integrationTokens === 1;
  if (choice === "keep") return plain(`${kinds.join(" and ")} ${one ? "goes" : "go"} on working.`);
  return harm(`${kinds.join(" and ")} ${one ? "stops" : "stop"} working and must be created again.`);
}

function others({ otherPeople, otherSessions }: ImpactNumbers, choice: SessionChoice): Consequence {
  if (otherPeople === 0) return plain("Nobody else is signed in at the moment.");
  const people = counted(otherPeople, "person", "people");
  const one = otherPeople === 1;
  if (choice === "keep")
    return plain(
      `${people} ${one ? "keeps their" : "keep their"} ${otherSessions === 1 ? "session" : "sessions"} until ${otherSessions === 1 ? "it expires" : "they expire"}.`,
    );
  return harm(`${people} ${one ? "is" : "are"} signed out immediately.`);
}

function withoutPassword({ withoutPassword: count }: ImpactNumbers): string[] {
  if (count === 0) return [];
  const people = counted(count, "person has", "people have");
  return [
    `${people} no other way to sign in and no password, and ${count === 1 ? "gets" : "get"} an email that explains how to create one.`,
  ];
}

function onlyWayIn({ onlyWayInOf = [] }: ImpactNumbers): string[] {
  return onlyWayInOf.map(
    (name) =>
      `${name} also uses it to sign in and has no other active connection, so its people lose single sign-on.`,
  );
}

/** What disabling an active connection does, in numbers: who signs in through it, and who can still get in, and how. */
export function disableSentences(impact: DisableImpact): Record<"effects" | "consequences", string[]> {
  const { name, people, signIns, others, lockedOut } = impact;
  const used = `${counted(people, "person has", "people have")} signed in through ${name}, with ${counted(signIns, "sign-in", "sign-ins")} in the last 30 days.`;
  const ways = [
    ...(others.length > 0 ? [`They can still use ${listed(others)}.`] : []),
    passwordsLeft(impact),
    "Nobody is signed out. Settings, sessions and tokens are kept.",
  ];
  return {
    effects: [people > 0 ? used : `Nobody has signed in through ${name} yet.`, ...ways],
    consequences:
      lockedOut > 0
        ? [`${counted(lockedOut, "person", "people")} cannot sign in at all until you enable it again.`]
        : [],
  };
}

function passwordsLeft({ onlyItAdministrators, withPassword: people }: DisableImpact): string {
  if (!onlyItAdministrators) return `${counted(people, "person", "people")} can sign in with a password.`;
  return `With a password only ${counted(people, "IT administrator", "IT administrators")} can sign in.`;
}

/** A few names, and how many more there are. */
function listed(names: readonly string[]): string {
  const [first, second] = names;
  if (names.length <= 2) return names.join(" or ");
  return `${first}, ${second} or ${counted(names.length - 2, "other connection", "other connections")}`;
}
