import { findApplication, listApplications } from "@/lib/features/applications/application-view";
import {
  changeApplication,
  createApplication,
  removeApplication,
  rotateSecret,
} from "@/lib/features/applications/manage-applications";
import { logoProblemCodes } from "@/lib/model/brand/logo-file";
import { done } from "@/lib/model/outcome";
import {
  applicationApiQuery,
  applicationView,
  changeApplicationBody,
  createApplicationBody,
  createdApplicationView,
  rotateSecretBody,
} from "@/lib/schemas/application";
import { listOf } from "@/lib/schemas/list-answer";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";
import { apiList, partOf } from "../api-list";
import { defineOperatorOperation } from "../define-operator-operation";

const all = "/applications";
const one = `${all}/{id}` as const;
const tag = "Applications (operator)";
const missing = "application_not_found";
const misfits = [
  ...logoProblemCodes,
  "jwks_missing",
  "jwks_unused",
  "pkce_needed",
  "backchannel_address_not_allowed",
  "space_unknown",
  "space_twice",
  "team_unknown",
] as const;

export const applicationOperations = [
  defineOperatorOperation(
    {
      id: "listApplications",
      method: "get",
      path: all,
      tag,
      summary: "List applications",
      scope: "applications:read",
      query: applicationApiQuery,
      response: listOf(applicationView),
    },
    async (call) => done(apiList(call, await listApplications(call.deps, partOf(call)))),
  ),
  defineOperatorOperation(
    {
      id: "createApplication",
      method: "post",
      path: all,
      tag,
      summary: "Create an application",
      description: "The answer holds the client secret, this once.",
      scope: "applications:write",
      body: createApplicationBody,
      maxBytes: 1_750_000,
      status: 201,
      response: createdApplicationView,
      problems: misfits,
    },
    async ({ actor, body }) => createApplication(await ssoDependencies(), actor, body),
  ),
  defineOperatorOperation(
    {
      id: "getApplication",
      method: "get",
      path: one,
      tag,
      summary: "Read an application",
      scope: "applications:read",
      response: applicationView,
      problems: [missing],
    },
    ({ deps, params }) => findApplication(deps, params.id),
  ),
  defineOperatorOperation(
    {
      id: "changeApplication",
      method: "patch",
      path: one,
      tag,
      summary: "Change an application",
      description: "What is absent stays. `spaces` and the lists of addresses are replaced as a whole.",
      scope: "applications:write",
      body: changeApplicationBody,
      maxBytes: 1_750_000,
      ifMatch: "revision",
      response: applicationView,
      problems: [missing, ...misfits],
    },
    async ({ actor, params, body, expectedRevision }) =>
      changeApplication(await ssoDependencies(), actor, { id: params.id, expectedRevision, change: body }),
  ),
  defineOperatorOperation(
    {
      id: "removeApplication",
      method: "delete",
      path: one,
      tag,
      summary: "Remove an application",
      description: "With its secrets and every token that it was given.",
      scope: "applications:write",
      status: 204,
      problems: [missing],
    },
    ({ deps, actor, params }) => removeApplication(deps, actor, params.id),
  ),
  defineOperatorOperation(
    {
      id: "rotateApplicationSecret",
      method: "post",
      path: `${one}/rotate-secret`,
      tag,
      summary: "Rotate a client secret",
      description:
        "The answer holds the new secret, this once. The one before works for `overlapHours` more.",
      scope: "applications:write",
      body: rotateSecretBody,
      bodyOptional: true,
      response: createdApplicationView,
      problems: [missing, "no_client_secret"],
    },
    ({ deps, actor, params, body }) => rotateSecret(deps, actor, { id: params.id, ...body }),
  ),
];
