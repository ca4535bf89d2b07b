import type { NoticeDays } from "@/lib/model/connections/certificate-notice";
import type { Space } from "@/lib/model/spaces/space";
import { type MessageText, moment, named, paragraphs } from "./message-text";

const when: Record<NoticeDays, string> = {
  30: "ends within 30 days",
  7: "ends within 7 days",
  1: "ends within a day",
  0: "has ended",
};

/** To administrators: the identity provider's certificate ends, or has ended. */
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
      `The identity provider's certificate of the connection ${connection} ${past ? "ended" : "ends"} on ${moment(facts.end)}.`,
      past
        ? "People can still sign in while the provider goes on signing with the same key. As soon as it signs with another one, every sign-in is refused."
        : "When the provider begins to sign with a new certificate that Gatehouse does not know, every sign-in is refused.",
      "Ask whoever runs the identity provider for its new certificate, add it beside the old one, test it and put it live. Nothing stops working while you do this.",
      `Open the connection: ${facts.appUrl}/${facts.space.slug}/admin/security/sso/${facts.connection.id}`,
    ),
  };
}
