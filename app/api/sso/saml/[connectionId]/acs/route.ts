import { receiveSamlResponse } from "@/lib/features/sign-in/receive-saml-response";
import { receiveUnreadableResponse } from "@/lib/features/sign-in/receive-unreadable";
import { fieldOfHead, readForm } from "@/lib/server/auth/form-body";
import { type RequestRefusal, refuseMethod } from "@/lib/server/auth/plain-pages";
import { receivedResponse, unreadableResponse } from "@/lib/server/auth/received-response";
import { clientAddress } from "@/lib/server/http/client-address";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";

/** A response may have 768 KiB before base64, which a form makes longer by line breaks and escapes. */
const maxBytes = 1_250_000;

interface Context {
  params: Promise<{ connectionId: string }>;
}

/** The assertion consumer service: the one address for cross-site posts. It admits nobody; `finish` does. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { connectionId } = await params;
  const form = await readForm(request, maxBytes);
  if (!form.ok) {
    const { status, received, expected } = form;
    const fields = {
      samlResponse: fieldOfHead(form, "SAMLResponse") ?? "",
      relayState: fieldOfHead(form, "RelayState"),
    };
    const code = status === 413 ? "response_too_large" : "form_unreadable";
    return unreadable(connectionId, fields, { status, code, received, expected });
  }
  const samlResponse = form.fields.get("SAMLResponse") ?? "";
  const relayState = form.fields.get("RelayState");
  if (samlResponse === "") {
    const missing = { received: "a form without SAMLResponse", expected: "SAMLResponse" };
    return unreadable(
      connectionId,
      { samlResponse, relayState },
      { status: 400, code: "response_missing", ...missing },
    );
  }
  const deps = await ssoDependencies();
  const address = clientAddress(request.headers);
  const received = await receiveSamlResponse(deps, { connectionId, samlResponse, relayState, address });
  return receivedResponse(deps, received);
}

/**
 * A response never comes by redirect (SAML Profiles 4.1.2), but a misconfigured provider sends it here: it ends its
 * attempt with a hint at the binding. People who open the address by hand learn that it is not a page.
 */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const samlResponse = query.get("SAMLResponse") ?? "";
  const fields = { samlResponse, relayState: query.get("RelayState") };
  return unreadable((await params).connectionId, fields, {
    status: 405,
    code: samlResponse ? "response_missing" : "method_not_allowed",
    received: samlResponse ? "GET, with SAMLResponse in the address" : "GET",
    expected: "POST, with SAMLResponse in a form",
    allow: "POST",
  });
}

async function unreadable(
  connectionId: string,
  fields: { samlResponse: string; relayState: string | null },
  refusal: RequestRefusal & { allow?: string },
): Promise<Response> {
  const deps = await ssoDependencies();
  const { code, received, expected } = refusal;
  const ended = await receiveUnreadableResponse(
    deps,
    { connectionId, ...fields },
    { code, check: "form", received, expected },
  );
  return unreadableResponse(deps, ended, refusal);
}

const onlyPost = refuseMethod("POST");

export { onlyPost as DELETE, onlyPost as PATCH, onlyPost as PUT };
