import { refuseMethod } from "@/lib/server/auth/plain-pages";
import { providerLogoutRedirect } from "@/lib/server/auth/provider-logout";
import { redirectToProvider, seeOther } from "@/lib/server/auth/redirect-to-provider";
import { dependencies } from "@/lib/server/process/dependencies";

/** Sends a browser that has just signed out here on to its provider, if that takes a form (SAML's POST binding). */
export async function GET(): Promise<Response> {
  const redirect = await providerLogoutRedirect();
  return redirect ? redirectToProvider(redirect) : seeOther((await dependencies()).appUrl, "/logout");
}

const onlyGet = refuseMethod("GET");

export { onlyGet as DELETE, onlyGet as PATCH, onlyGet as POST, onlyGet as PUT };
