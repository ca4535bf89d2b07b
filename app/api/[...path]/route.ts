import { answerApi } from "@/lib/server/api/router";

/** Addresses under `/api` that nothing else answers: refused in the API's own form, without revealing more. */
const answer = (request: Request): Promise<Response> => answerApi(request);

export {
  answer as DELETE,
  answer as GET,
  answer as HEAD,
  answer as OPTIONS,
  answer as PATCH,
  answer as POST,
  answer as PUT,
};
