import { deliverDue } from "@/lib/features/notifications/deliver-due";
import { smtpMailer } from "@/lib/infra/mail/smtp-mailer";
import type { AppDependencies } from "./dependencies";
import { startRounds } from "./start-rounds";

/**
 * Checks the outbox every few seconds and sends what is due; several processes may do so at once. Without an SMTP server nothing is started: messages stay for an operator to read. `stop`
 * waits for the message that is being sent.
 */
export function startMail(
  deps: Pick<AppDependencies, "store" | "now" | "log" | "appUrl" | "metrics">,
  smtp: { url: string; from: string } | null,
): { stop(): Promise<void> } {
  if (smtp === null) return { stop: async () => undefined };
  const mailer = smtpMailer(smtp);
  const worker = startRounds(deps, "mail", () => deliverDue({ ...deps, mailer }), 5_000);
  return {
    async stop() {
      await worker.stop();
      mailer.close();
    },
  };
}
