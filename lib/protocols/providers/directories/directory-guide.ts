import type { DirectoryProvider } from "@/lib/model/directories/directory";
import type { Step } from "../provider";

/** Our values for a directory. `template` is the form of a person, which one provider wants to be told. */
export type DirectoryValue = "baseUrl" | "token" | "tokenUrl" | "clientId" | "clientSecret" | "template";

/** How a provider proves who it is: by one token that is pasted, or by a client ID and a secret for a token endpoint. */
export const directoryAuthentications = ["token", "client"] as const;
export type DirectoryAuthentication = (typeof directoryAuthentications)[number];

/** How to let one provider send its people and groups by SCIM 2.0. */
export interface DirectoryGuide {
  id: DirectoryProvider;
  name: string;
  /** Its name in the middle of a sentence. */
  called: string;
  /** One line beneath the name. */
  summary: string;
  /** The ways in which it can prove who it is, the one to take first. */
  authentications: readonly [DirectoryAuthentication, ...DirectoryAuthentication[]];
  /** The label of our values on its screens. */
  labels: Partial<Record<DirectoryValue, string>>;
  /** What to do there, by the way that was chosen. */
  steps: (by: DirectoryAuthentication) => readonly Step<DirectoryValue>[];
  /** When it sends: what to expect while nothing arrives. */
  rhythm: string;
  notes: readonly string[];
}
