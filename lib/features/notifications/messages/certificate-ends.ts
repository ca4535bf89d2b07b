import type { NoticeDays } from "@/lib/model/connections/certificate-notice";
import type { Space } from "@/lib/model/spaces/space";
import { type MessageText, moment, named, paragraphs } from "./message-text";

const when: Record<NoticeDays, string> = {
  30: "expires within 30 days",
  7: "expires within 7 days",
  1: "expires within a day",
  0: "has expired",
};

/** To administrators: the identity provider's certificate expires soon, or has expired. */
export function certificateEnds(facts: {
  space: Pick<Space, "slug" | "name">;
  connection: { id: string; name: string };
  days: NoticeDays;
  end: Date;
  appUrl: string;
}): MessageText {
  const space = named(facts.space.name);
  const connection = named(facts.connection.name);
  const past = facts.days === 0;
  return {
    subject: `${space}: the certificate of ${connection} ${when[facts.days]}`,
    body: paragraphs(
      `The identity provider's certificate of the connection ${connection} ${past ? "expired" : "expires"} on ${moment(facts.end)}.`,
      past
        ? "People can still sign in while the provider signs with the same key. As soon as it signs with another key, every sign-in is refused."
        : "When the provider starts to sign with a new certificate that Gatehouse does not know, every sign-in is refused.",
      "Get the new certificate from the person who runs the identity provider, add it next to the old one, test it and put it live. Sign-ins continue to work while you do this.",
      `Open the connection: ${facts.appUrl}/${facts.space.slug}/admin/security/sso/${facts.connection.id}`,
    ),
  };
}
