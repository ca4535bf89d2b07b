/** The result of a message to an application. */
export type LogoutAnswer =
  | { reached: true; status: number; excerpt: string }
  | { reached: false; reason: string };

/** Signs and sends one logout token (OpenID Connect Back-Channel Logout §2.4). Never throws. */
export interface LogoutSender {
  send(message: { applicationId: string; userId: string; sid: string; uri: string }): Promise<LogoutAnswer>;
}
