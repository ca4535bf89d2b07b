import type { NoticeDays } from "@/lib/model/connections/certificate-notice";
import type { DirectoryAlert } from "@/lib/model/directories/directory";
import type { Space } from "@/lib/model/spaces/space";
import { type MessageText, moment, named, paragraphs } from "./message-text";

interface Facts {
  space: Pick<Space, "slug" | "name">;
  directory: { id: string; name: string };
  appUrl: string;
}

const when: Record<NoticeDays, string> = {
  30: "expires within 30 days",
  7: "expires within 7 days",
  1: "expires within a day",
  0: "has expired",
};

const open = ({ space, directory, appUrl }: Facts) =>
  `Open the directory: ${appUrl}/${space.slug}/admin/directories/${directory.id}`;

/** To administrators: what the provider proves itself with expires soon, or has expired. */
export function credentialEnds(
  facts: Facts & { kind: "token" | "secret"; prefix: string; days: NoticeDays; end: Date },
): MessageText {
  const directory = named(facts.directory.name);
  const what = facts.kind === "token" ? "token" : "client secret";
  const past = facts.days === 0;
  return {
    subject: `${named(facts.space.name)}: a ${what} of ${directory} ${when[facts.days]}`,
    body: paragraphs(
      `The ${what} ${facts.prefix}… of the directory ${directory} ${past ? "expired" : "expires"} on ${moment(facts.end)}.`,
      past
        ? "Unless the identity provider has another one, its requests are refused: nobody is brought in, and nobody who leaves loses access."
        : "After that the identity provider's requests are refused: nobody is brought in, and nobody who leaves loses access.",
      "Two may be in use at once. Create the next one, enter it at the identity provider, and revoke this one.",
      open(facts),
    ),
  };
}

/** To administrators: a directory's requests fail, or do not come. */
export function directoryAlert(facts: Facts & { alert: DirectoryAlert }): MessageText {
  const directory = named(facts.directory.name);
  const space = named(facts.space.name);
  if (facts.alert === "failing")
    return {
      subject: `${space}: the requests of ${directory} fail`,
      body: paragraphs(
        `The latest changes that the directory ${directory} has sent were all refused. People who leave may still have access.`,
        "The request log says of each why it failed and who can fix it.",
        open(facts),
      ),
    };
  return {
    subject: `${space}: ${directory} has sent nothing for a day`,
    body: paragraphs(
      `The directory ${directory} has sent no request for a day. Some identity providers send only if something has changed, and then all is well. Entra ID asks at least every hour.`,
      "Check at the identity provider whether provisioning still runs, or is stopped or in quarantine.",
      open(facts),
    ),
  };
}
