import { smtpMailer } from "@/lib/infra/mail/smtp-mailer";
import type { Dependencies } from "@/lib/ports/dependencies";
import { startMailWorker } from "./mail-worker";

/**
 * Starts sending the outbox. Without an SMTP server nothing is started: messages stay for an operator to read. `stop`
 * waits for the message that is being sent.
 */
export function startMail(
  deps: Pick<Dependencies, "store" | "now" | "log" | "appUrl">,
  smtp: { url: string; from: string } | null,
): { stop(): Promise<void> } {
  if (smtp === null) return { stop: async () => undefined };
  const mailer = smtpMailer(smtp);
  const worker = startMailWorker({ ...deps, mailer });
  return {
    async stop() {
      await worker.stop();
      mailer.close();
    },
  };
}
