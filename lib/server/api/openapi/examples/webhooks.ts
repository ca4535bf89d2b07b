import { messageExamples } from "./messages";
import { created, type Examples, ids, later, listWith } from "./things";

const webhook = {
  id: ids.webhook,
  url: "https://hooks.orchard.example/gatehouse",
  events: ["connection.activated", "sign_in.refused"],
  enabled: true,
  previousSecretUntil: null,
  createdAt: created,
};
const body = { url: webhook.url, events: webhook.events };
const made = { ...webhook, secret: "whsec_g/EIKHBqCh2sPyFoIm9jsyTSpa8g8QF30C2V+BwrMEY=" };
const waiting = {
  id: ids.message,
  type: "webhook.test",
  status: "waiting",
  attempts: 0,
  nextAttemptAt: later,
  responseCode: null,
  excerpt: null,
  payload: messageExamples["webhook.test"],
  createdAt: later,
  finishedAt: null,
};
const delivered = {
  ...waiting,
  type: "connection.activated",
  status: "delivered",
  attempts: 1,
  nextAttemptAt: null,
  responseCode: 204,
  excerpt: "",
  payload: messageExamples["connection.activated"],
  finishedAt: later,
};
const narrowed = {
  request: { events: ["sign_in.refused"] },
  response: { ...webhook, events: ["sign_in.refused"] },
};

const rotated = { request: { overlapHours: 48 }, response: { ...made, previousSecretUntil: later } };

export const webhookExamples: Examples = {
  listWebhooks: { response: { data: [webhook] } },
  createWebhook: { request: body, response: made },
  getWebhook: { response: webhook },
  changeWebhook: narrowed,
  rotateWebhookSecret: rotated,
  removeWebhook: {},
  testWebhook: { response: waiting },
  listDeliveries: { response: listWith(delivered) },
  redeliver: { response: { ...delivered, status: "waiting", nextAttemptAt: later, finishedAt: null } },
  listInstallationWebhooks: { response: { data: [webhook] } },
  createInstallationWebhook: { request: body, response: made },
  getInstallationWebhook: { response: webhook },
  changeInstallationWebhook: narrowed,
  rotateInstallationWebhookSecret: rotated,
  removeInstallationWebhook: {},
  testInstallationWebhook: { response: waiting },
  listInstallationDeliveries: { response: listWith(delivered) },
  redeliverInstallationMessage: {
    response: { ...delivered, status: "waiting", nextAttemptAt: later, finishedAt: null },
  },
};
