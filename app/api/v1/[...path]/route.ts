import { answerApi } from "@/lib/server/api/router";

/** The whole API: its addresses, methods and documents follow from the table in `lib/server/api/operations`. */
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
