import { greetingName } from "@/lib/model/people/person-name";
import { oneLine } from "@/lib/model/text/one-line";

/** The content of a message; plain text. */
export interface MessageText {
  subject: string;
  body: string;
}

/** Paragraphs with an empty line between. */
export function paragraphs(...parts: readonly string[]): string {
  return `${parts.join("\n\n")}\n`;
}

/** The text with the signature that every message ends with. */
export function signed(body: string, installationName: string): string {
  return `${body.trimEnd()}\n\n-- \n${named(installationName)} sends this because it concerns your account. Replies to this address are not read.\n`;
}

/** A moment as people in different zones read it alike. */
export function moment(at: Date): string {
  return `${at.toISOString().slice(0, 10)} at ${at.toISOString().slice(11, 16)} UTC`;
}

/** A name inside a sentence: other people's text must not begin a line of its own. */
export function named(text: string): string {
  return oneLine(text, 120);
}

/** The greeting. A name that somebody else typed, or that came from a provider, must not carry links. */
export function hello(firstName: string): string {
  const name = greetingName(firstName);
  return name === null ? "Hello," : `Hello ${named(name)},`;
}
