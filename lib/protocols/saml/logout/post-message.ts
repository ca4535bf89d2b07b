import { done } from "@/lib/protocols/check-log";
import { base64Bytes } from "../xml/base64";
import type { LogoutChecks, LogoutStep } from "./logout-checks";
import { mostLogoutXml } from "./logout-settings";

const mostCharacters = Math.ceil((mostLogoutXml * 4) / 3 / 64) * 66;

/** The XML of a message that came by HTTP-POST: bounded, plain base64, never inflated (SAML Bindings 3.5.4). */
export function readPostMessage(message: string, log: LogoutChecks): LogoutStep<Buffer> {
  const expected = `at most ${mostLogoutXml} bytes`;
  if (message.length > mostCharacters)
    return log.refuse("logout_message_too_large", "encoding", `${message.length} characters`, expected);
  const xml = base64Bytes(message);
  if (xml === null) return log.refuse("logout_message_unreadable", "encoding", null, "base64");
  if (xml.length > mostLogoutXml)
    return log.refuse("logout_message_too_large", "encoding", `${xml.length} bytes`, expected);
  log.pass("encoding", `${xml.length} bytes`, expected);
  return done(xml);
}
