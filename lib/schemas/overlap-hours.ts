import { z } from "zod";

/** For how many hours a secret goes on working beside the new one: at most 30 days. */
export const overlapHours = z
  .number({ error: "overlapHours is a number from 0 to 720." })
  .int("overlapHours is a whole number.")
  .min(0, "overlapHours is at least 0.")
  .max(720, "overlapHours is at most 720.");
