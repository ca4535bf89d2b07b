import type { DirectoryProvider } from "@/lib/model/directories/directory";
import type { DirectoryGuide } from "./directory-guide";
import { entra } from "./entra";
import { generic } from "./generic";
import { jumpcloud } from "./jumpcloud";
import { okta } from "./okta";
import { onelogin } from "./onelogin";

/** The guide for each product that sends people by SCIM. */
export const directoryGuides: Readonly<Record<DirectoryProvider, DirectoryGuide>> = {
  okta,
  entra,
  onelogin,
  jumpcloud,
  generic,
};
