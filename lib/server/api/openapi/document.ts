import { problemView } from "../api-problem";
import { aboutTag } from "./about";
import { allOperations } from "./all-operations";
import { described } from "./described-operation";
import { describedWebhooks } from "./described-webhooks";
import { problemExamples } from "./examples/problems";
import { NamedSchemas, nameFor } from "./named-schemas";
import { problemsOf } from "./operation-problems";
import { requestHeaders } from "./request-headers";
import { responseHeaders } from "./response-headers";

type Json = Record<string, unknown>;

/** The document at `/api/v1/openapi.json` (OpenAPI 3.1), made from the schemas that the routes parse with. */
export function openApiDocument(appUrl: string): Json {
  const paths: Record<string, Json> = {};
  const schemas = new NamedSchemas();
  for (const operation of allOperations)
    if (operation.response) schemas.referAs(nameFor(operation, "Answer"), operation.response, "output");
  for (const operation of allOperations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: described(operation, schemas) };
  }
  schemas.refer(problemView, "output");
  const codes = new Set(allOperations.flatMap((operation) => [...problemsOf(operation).values()].flat()));
  return {
    openapi: "3.1.0",
    info: {
      title: "Gatehouse",
      version: "1",
      license: { name: "MIT", identifier: "MIT" },
      description:
        "Single sign-on of a space for programs: connections, tests, activation, domains, people, tokens, the audit log. Errors are problem details (RFC 9457).",
    },
    externalDocs: { url: `${appUrl}/docs/api` },
    servers: [{ url: `${appUrl}/api/v1` }],
    security: [{ token: [] }],
    tags: [...new Set(allOperations.map(({ tag }) => tag))].map((name) => ({
      name,
      description: aboutTag[name],
    })),
    paths,
    webhooks: describedWebhooks(schemas),
    components: {
      securitySchemes: {
        token: {
          type: "http",
          scheme: "bearer",
          description: "A personal access token (ghp_…) or an integration token (ghi_…).",
        },
        operatorToken: {
          type: "http",
          scheme: "bearer",
          description: "An operator token of the vendor (gho_…). It belongs to no space.",
        },
      },
      schemas: schemas.all(),
      parameters: requestHeaders,
      headers: responseHeaders,
      examples: Object.fromEntries([...codes].map((code) => [code, { value: problemExamples[code] }])),
    },
  };
}
