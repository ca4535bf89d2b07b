import type { ErrorOut, KoaContextWithOIDC } from "oidc-provider";
import type { Dependencies } from "@/lib/ports/dependencies";
import { type ProviderPage, providerPage } from "./provider-page";

/**
 * The page for people if an application's request cannot be answered to the application: it is unknown, or the return
 * address is not its own. It shows what was received; operators can see what is registered.
 */
export async function renderError(
  deps: Pick<Dependencies, "log" | "secrets">,
  ctx: KoaContextWithOIDC,
  out: ErrorOut,
  error: Error,
): Promise<void> {
  const reference = deps.secrets.id("err");
  const { route } = ctx.oidc;
  deps.log.warn("an application's request was refused", {
    reference,
    route,
    code: out.error,
    cause: error.message,
  });
  const { html, policy } = providerPage(pageOf(ctx, out, reference));
  ctx.set("Content-Security-Policy", policy);
  ctx.set("Cache-Control", "no-store");
  ctx.type = "html";
  ctx.body = html;
}

function pageOf(ctx: KoaContextWithOIDC, out: ErrorOut, reference: string): ProviderPage {
  const sent = (name: string) => {
    const value = ctx.oidc.params?.[name] ?? ctx.query[name];
    return typeof value === "string" && value !== "" ? value.slice(0, 300) : "nothing";
  };
  const facts = [
    { term: "Error", value: out.error },
    { term: "Reference", value: reference },
  ];
  switch (out.error) {
    case "invalid_client":
      return {
        title: "This application is not known here",
        paragraphs: [
          "The application that sent you here uses a client ID that does not exist. It may have been removed, or mistyped in the application's settings.",
          "You cannot fix this yourself. Tell whoever runs the application; they find the right client ID at Gatehouse under Operator, Applications.",
        ],
        facts: [{ term: "Client ID received", value: sent("client_id") }, ...facts],
      };
    case "invalid_redirect_uri":
      return {
        title: "The application asked to return you to an address that is not its own",
        paragraphs: [
          "For your protection you are sent only to addresses that the application has registered, character by character.",
          "You cannot fix this yourself. Tell whoever runs the application: they add the address below at Gatehouse under Operator, Applications, or correct it in the application.",
        ],
        facts: [
          { term: "Redirect URI received", value: sent("redirect_uri") },
          { term: "Client ID", value: sent("client_id") },
          ...facts,
        ],
      };
    case "invalid_request_uri":
    case "session_not_found":
      return {
        title: "This sign-in has expired",
        paragraphs: [
          "It was begun too long ago, in another browser, or it is finished already. Nobody was signed in by it.",
          "Go back to the application and sign in again.",
        ],
        facts,
      };
    case "server_error":
      return {
        title: "This request could not be answered",
        paragraphs: [
          "Something failed on our side, and you were not signed in. Go back to the application and try again in a moment.",
        ],
        facts,
      };
    default:
      return {
        title: "The application's request cannot be answered",
        paragraphs: [
          "You cannot fix this yourself. Tell whoever runs the application what is written below.",
        ],
        facts: [{ term: "What is wrong", value: out.error_description ?? out.error }, ...facts],
      };
  }
}
