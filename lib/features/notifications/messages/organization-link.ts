import type { Space } from "@/lib/model/spaces/space";
import { type MessageText, named, paragraphs } from "./message-text";

interface Facts {
  /** The name of the requesting space. */
  space: Pick<Space, "name" | "slug">;
  /** The name of the owning space. */
  owner: Pick<Space, "name" | "slug">;
  page: string;
}

/** To the members who manage the integrations of the owning space. */
export function organizationRequested({ space, owner, page }: Facts): MessageText {
  const asking = named(space.name);
  return {
    subject: `${asking} asks to use your organization`,
    body: paragraphs(
      `The space ${asking} (${space.slug}) asks to let people sign in there through the organization of ${named(owner.name)}.`,
      "If you agree, its administrators can connect it by signing in once through one of your connections. Your people then get access there under that space's own rules. Agree only if you know who is asking.",
      `Agree or decline: ${page}`,
    ),
  };
}

/** To the requesting person. */
export function organizationAgreed({ owner, page }: Facts): MessageText {
  const name = named(owner.name);
  return {
    subject: `${name} has agreed to link its organization`,
    body: paragraphs(
      `${name} has agreed. One step is left: open the page and choose “Connect organization”. It confirms the link with a real sign-in.`,
      page,
    ),
  };
}

/** To the requesting person, when it is declined. */
export function organizationDeclined({ owner, page }: Facts): MessageText {
  const name = named(owner.name);
  return {
    subject: `${name} has declined to link its organization`,
    body: paragraphs(`${name} has declined your request. Nothing has changed in your space.`, page),
  };
}

/** To the other side, when a link has ended. */
export function organizationUnlinked(facts: {
  by: Pick<Space, "name">;
  organizationName: string;
  /** The sign-in options that are gone from the reader's own space; `null` for the owning side. */
  signInOptions: number | null;
  page: string;
}): MessageText {
  const by = named(facts.by.name);
  const lost =
    facts.signInOptions === null
      ? "Nobody can sign in there through your connections any more."
      : `${facts.signInOptions === 1 ? "One sign-in option was" : `${facts.signInOptions} sign-in options were`} removed from your space. People without a password got an email that explains how to create one.`;
  return {
    subject: `${by} has ended the link to ${named(facts.organizationName)}`,
    body: paragraphs(
      `${by} has ended the link between your space and the organization ${named(facts.organizationName)}.`,
      lost,
      facts.page,
    ),
  };
}
