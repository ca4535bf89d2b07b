/** The tabs of a connection's page, each about a screen tall, in their order. */
export const connectionTabs = ["overview", "settings", "people", "tests", "history"] as const;
export type ConnectionTab = (typeof connectionTabs)[number];

export const tabWords: Record<ConnectionTab, string> = {
  overview: "Overview",
  settings: "Settings",
  people: "People and roles",
  tests: "Tests",
  history: "History",
};

/** The tab that an address names; any other word is the overview. */
export function tabOf(value: string | string[] | undefined): ConnectionTab {
  return connectionTabs.find((tab) => tab === value) ?? "overview";
}
