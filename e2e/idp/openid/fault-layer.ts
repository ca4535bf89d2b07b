import type Provider from "oidc-provider";
import type { KoaContextWithOIDC } from "oidc-provider";
import type { Fault } from "./faults";
import type { SimulatorState } from "./simulator-state";
import { spoil } from "./token-faults";

const never = () => new Promise<never>(() => undefined);
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const clockShift: Partial<Record<Fault, number>> = { clock_ahead: 600_000, clock_behind: -600_000 };

/** Applies the faults to the responses of the real provider, after it has done its work. */
export function layFaults(provider: Provider, state: SimulatorState): void {
  provider.use(async (ctx, next) => {
    await next();
    // oidc-provider has attached its own context to it by now, for its own routes.
    const own = ctx as unknown as KoaContextWithOIDC;
    if (!own.oidc) return;
    switch (own.oidc.route) {
      case "token":
        return tokens(own, state);
      case "userinfo":
        return userinfo(own, state);
      case "jwks":
        return keys(own, state);
      case "discovery":
        own.body = { ...(own.body as object), ...state.documentChanges };
        return;
      case "resume":
      case "authorization":
        return answer(own, state);
      default:
    }
  });
}

interface TokenBody {
  id_token?: string;
  access_token?: string;
  expires_in?: unknown;
  token_type?: string;
}

async function tokens(ctx: KoaContextWithOIDC, state: SimulatorState): Promise<void> {
  const fault = state.faultOf(ctx.oidc.entities.AuthorizationCode?.grantId);
  state.clientAuthentications.push(clientAuthenticationOf(ctx));
  const fail = (status: number, error: string, description: string) => {
    ctx.status = status;
    ctx.body = { error, error_description: description };
  };
  switch (fault) {
    case "wrong_client_secret":
      return fail(401, "invalid_client", "the client secret is wrong or has expired");
    case "client_not_authorized":
      return fail(400, "unauthorized_client", "this client may not use codes");
    case "client_forbidden":
      return fail(403, "unauthorized_client", "invalid client credentials");
    case "code_expired":
      return fail(400, "invalid_grant", "the code has expired");
    case "tokens_slow":
      await wait(3_000);
      break;
    case "tokens_hang":
      await never();
      break;
    case "tokens_huge":
      ctx.body = { access_token: "x".repeat(2 * 1024 * 1024) };
      return;
    case "tokens_html":
      ctx.type = "text/html";
      ctx.body = "<!doctype html><title>Maintenance</title><h1>We will be back soon</h1>";
      return;
    case "tokens_fail":
      ctx.status = 500;
      ctx.body = "";
      return;
    case "tokens_redirect":
      ctx.redirect(`${state.url}/elsewhere`);
      return;
    default:
  }
  const body = ctx.body as TokenBody | undefined;
  if (ctx.status !== 200 || !body?.id_token) return;
  if (fault === "tokens_not_bearer") body.token_type = "mac";
  if (fault === "tokens_odd_lifetime") body.expires_in = "soon";
  if (fault === "tokens_without_lifetime") body.expires_in = null;
  if (fault === "tokens_scope_list") Object.assign(body, { scope: ["openid", "email"], refresh_token: null });
  if (fault === "token_missing") delete body.id_token;
  else {
    if (fault === "token_new_key") await state.keys.rotate({ withdraw: true });
    if (fault === "token_without_key_id_many") await state.keys.rotate({ withdraw: false });
    body.id_token = await spoil(body.id_token, {
      fault,
      keys: state.keys,
      clientSecret: ctx.oidc.client?.clientSecret ?? "",
      accessToken: body.access_token ?? "",
      url: state.url,
    });
  }
  const shift = fault ? (clockShift[fault] ?? 0) : 0;
  if (shift) ctx.set("Date", new Date(Date.now() + shift).toUTCString());
}

function clientAuthenticationOf(ctx: KoaContextWithOIDC): string {
  if (ctx.get("authorization").startsWith("Basic ")) return "client_secret_basic";
  return ctx.oidc.params?.client_secret === undefined ? "none" : "client_secret_post";
}

async function userinfo(ctx: KoaContextWithOIDC, state: SimulatorState): Promise<void> {
  const fault = state.faultOf(ctx.oidc.entities.AccessToken?.grantId);
  const body = ctx.body as Record<string, unknown>;
  switch (fault) {
    case "userinfo_other_subject":
      ctx.body = { ...body, sub: "somebody-else" };
      return;
    case "userinfo_without_subject":
      ctx.body = { ...body, sub: undefined };
      return;
    case "userinfo_fails":
      ctx.status = 500;
      ctx.body = { error: "server_error" };
      return;
    case "userinfo_html":
      ctx.type = "text/html";
      ctx.body = "<!doctype html><title>Sign in</title><h1>Please sign in</h1>";
      return;
    case "userinfo_hangs":
      return never();
    case "person_unit_in_userinfo":
      ctx.body = { ...body, unit: { name: "R&D" } };
      return;
    case "person_without_email":
      ctx.body = { ...body, email: undefined, email_verified: undefined };
      return;
    case "person_email_unstated":
      ctx.body = { ...body, email_verified: undefined };
      return;
    default:
  }
}

async function keys(ctx: KoaContextWithOIDC, state: SimulatorState): Promise<void> {
  switch (state.standing) {
    case "keys_html":
      ctx.type = "text/html";
      ctx.body = "<!doctype html><title>Not here</title><h1>Nothing here</h1>";
      return;
    case "keys_fail":
      ctx.status = 500;
      ctx.body = "";
      return;
    case "keys_hang":
      return never();
    case "keys_twice":
      ctx.body = { keys: state.keys.published().flatMap((key) => [key, key]) };
      return;
    default:
      ctx.body = { keys: state.keys.published() };
  }
}

/** Changes the redirect that carries the answer back to the application. */
async function answer(ctx: KoaContextWithOIDC, state: SimulatorState): Promise<void> {
  const location = ctx.response.get("location");
  const redirectUri = ctx.oidc.params?.redirect_uri;
  if (!location || typeof redirectUri !== "string" || !location.startsWith(redirectUri)) return;
  const url = new URL(location);
  const fault = state.faultOf(ctx.oidc.entities.Grant?.jti);
  const answerWith = (error: string, description: string) => {
    url.searchParams.delete("code");
    url.searchParams.set("error", error);
    url.searchParams.set("error_description", description);
  };
  switch (fault) {
    case "access_denied":
      answerWith(
        "access_denied",
        `<b>Declined</b> <script>alert("x")</script> by ${ctx.oidc.session?.accountId}`,
      );
      break;
    case "interaction_required":
      answerWith("interaction_required", "the person must do something here first");
      break;
    case "request_rejected":
      answerWith("invalid_scope", "requested scope is not allowed");
      break;
    case "provider_failed":
      answerWith("server_error", "something broke here");
      break;
    case "unknown_error":
      answerWith("odd_error", "nobody knows this one");
      break;
    case "answer_wrong_issuer":
      url.searchParams.set("iss", "https://another-issuer.example");
      break;
    case "answer_without_issuer":
      url.searchParams.delete("iss");
      break;
    case "answer_wrong_state":
      url.searchParams.set("state", "a-state-of-another-sign-in");
      break;
    case "answer_without_state":
      url.searchParams.delete("state");
      break;
    case "answer_repeated_state":
      url.searchParams.append("state", "a-second-state");
      break;
    case "answer_without_code":
      url.searchParams.delete("code");
      break;
    case "answer_foreign_code":
      url.searchParams.set("code", "a-code-of-another-provider");
      break;
    default:
      return;
  }
  ctx.set("Location", url.href);
}
