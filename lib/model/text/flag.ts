import { z } from "zod";

/** A checkbox or switch of a form, or a JSON boolean. */
export const flag = z
  .union([z.boolean(), z.enum(["on", "off", "true", "false", ""])])
  .optional()
  .transform((value) => value === true || value === "on" || value === "true");
