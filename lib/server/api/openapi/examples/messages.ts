import type { testEventType, WebhookEventType } from "@/lib/model/webhooks/webhook-events";
import type { WebhookData } from "@/lib/model/webhooks/webhook-messages";
import { ids, later } from "./things";

type MessageType = WebhookEventType | typeof testEventType;

const actor = { kind: "user", id: ids.administrator, name: "Ann Appleby" };
const connection = { kind: "connection", id: ids.connection, name: "Okta" };
const person = { kind: "user", id: ids.person, name: "ben@orchard.example" };
const directory = { kind: "directory", id: ids.directory, name: "Okta people" };
const system = { kind: "system", id: null, name: null };

const data: { [Type in MessageType]: WebhookData<Type> } = {
  "connection.activated": { target: connection, actor, details: { version: 1 } },
  "connection.disabled": { target: connection, actor, details: {} },
  "connection.enabled": { target: connection, actor, details: {} },
  "connection.removed": { target: connection, actor, details: {} },
  "user.provisioned": { target: person, actor: system, details: { role: "reader" } },
  "user.pending": { target: person, actor: system, details: {} },
  "user.deactivated": { target: person, actor, details: {} },
  "user.reactivated": { target: person, actor, details: {} },
  "access.ended": {
    target: person,
    actor: { ...system, name: "Okta" },
    details: {
      ...{ cause: "global_token_revocation", sessions: 2, personalTokens: 1, toolTokens: 0 },
      ...{ refreshTokens: 1, applications: 1, applicationsTold: 1 },
    },
  },
  "certificate.ending": { target: connection, endsAt: "2026-04-01T10:15:00.000Z", days: 30 },
  "directory.activated": { target: directory, actor, details: {} },
  "directory.paused": { target: directory, actor, details: {} },
  "directory.resumed": { target: directory, actor, details: {} },
  "directory.removed": { target: directory, actor, details: {} },
  "directory.held": { target: directory },
  "directory.failing": { target: directory },
  "directory.silent": { target: directory },
  "directory.credential_ending": {
    target: directory,
    kind: "token",
    prefix: "ghd_-eN9Me",
    endsAt: "2026-03-09T10:15:00.000Z",
    days: 7,
  },
  "sign_in.refused": {
    attemptId: ids.attempt,
    connection: { id: ids.connection, name: "Okta" },
    protocol: "saml",
    email: "ben@orchard.example",
    refusalCode: "not_provisioned",
  },
  "webhook.test": { message: "This is a test. Nothing has happened." },
};

/** A message of each type, as a space's webhook receives it. */
export const messageExamples = Object.fromEntries(
  Object.entries(data).map(([type, one]) => [
    type,
    { type, timestamp: later, data: { spaceId: ids.space, ...one } },
  ]),
);
