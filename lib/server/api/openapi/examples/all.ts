import { connectionExamples } from "./connections";
import { directoryExamples } from "./directories";
import { operatorExamples } from "./operator";
import { peopleExamples } from "./people";
import { signInExamples } from "./sign-in";
import { spaceExamples } from "./space";
import type { Examples } from "./things";
import { tokenExamples } from "./tokens";
import { webhookExamples } from "./webhooks";

/** An example of every operation, by its id. */
export const examples: Examples = {
  ...tokenExamples,
  ...spaceExamples,
  ...peopleExamples,
  ...directoryExamples,
  ...webhookExamples,
  ...connectionExamples,
  ...signInExamples,
  ...operatorExamples,
};
