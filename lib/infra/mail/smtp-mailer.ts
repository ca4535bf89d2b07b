import { createTransport } from "nodemailer";
import type { Mailer } from "@/lib/ports/mailer";

export interface SmtpSettings {
  /** `smtp://user:password@host:port` or `smtps://…`. */
  url: string;
  /** `Name <address>` or an address. */
  from: string;
}

/** Sends messages over SMTP. Upgrades to TLS if the server offers it; a hanging server is abandoned. */
export function smtpMailer(settings: SmtpSettings): Mailer & { close(): void } {
  const transport = createTransport({
    url: settings.url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    // Nothing in a message may make us read a file or fetch an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ id, recipient, subject, body, html, senderName }) {
      try {
        await transport.sendMail({
          // An object, so that a comma in an address never makes two recipients.
          to: { name: "", address: recipient },
          from: settings.from.includes("<") ? settings.from : { name: senderName, address: settings.from },
          subject,
          text: body,
          html,
          // The same on every try: a server that accepted it without confirming can recognise the second one.
          messageId: `<${id}@gatehouse>`,
          // RFC 3834: suppresses out-of-office replies.
          headers: { "Auto-Submitted": "auto-generated" },
        });
        return { ok: true };
      } catch (error) {
        return { ok: false, error: wordsOf(error), permanent: isPermanent(error) };
      }
    },
    close: () => transport.close(),
  };
}

/** RFC 5321 §4.2.1: 5yz is final. A refused sign-in (535) is not: an operator can fix it. */
function isPermanent(error: unknown): boolean {
  const { responseCode, command } = error as { responseCode?: number; command?: string };
  return responseCode !== undefined && responseCode >= 500 && !command?.startsWith("AUTH");
}

function wordsOf(error: unknown): string {
  const { message, responseCode } = error as { message?: string; responseCode?: number };
  return responseCode === undefined ? (message ?? String(error)) : `${responseCode}: ${message ?? ""}`;
}
