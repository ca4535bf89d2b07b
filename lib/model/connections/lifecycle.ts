import type { Configuration, Connection, OptionStatus } from "./connection";

/** In the order in which a screen offers them. */
const optionEvents = ["activate", "enable", "disable"] as const;
export type OptionEvent = (typeof optionEvents)[number];

/** Sign-in options (docs/model.md#sign-in-option). Transitions that are not listed cannot happen. */
const transitions: Record<OptionStatus, Partial<Record<OptionEvent, OptionStatus>>> = {
  draft: { activate: "active" },
  active: { disable: "disabled" },
  disabled: { enable: "active" },
};

/** The next status; `null` if the event cannot happen. */
export function nextOptionStatus(status: OptionStatus, event: OptionEvent): OptionStatus | null {
  return transitions[status][event] ?? null;
}

/** The events that are currently possible. */
export function possibleEvents(status: OptionStatus): OptionEvent[] {
  return optionEvents.filter((event) => transitions[status][event]);
}

export const configurationStates = ["draft", "tested", "live", "superseded"] as const;
export type ConfigurationState = (typeof configurationStates)[number];

/**
 * The current state of a configuration: `live` if the connection points to it, `superseded` if neither pointer does,
 * else `tested` once its own test has passed. Versions never change, so an edit of a tested one is another version,
 * which is a draft again.
 */
export function configurationState(
  configuration: Pick<Configuration, "id" | "testedAt">,
  connection: Pick<Connection, "liveConfigurationId" | "draftConfigurationId">,
): ConfigurationState {
  if (connection.liveConfigurationId === configuration.id) return "live";
  if (connection.draftConfigurationId !== configuration.id) return "superseded";
  return configuration.testedAt ? "tested" : "draft";
}
