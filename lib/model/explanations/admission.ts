import type { AdmissionRefusal, AttemptRefusal } from "@/lib/model/refusals/admission";
import type { Explanation } from "@/lib/model/refusals/validation-result";

/** What each refusal of the admission list means, for the person and for the administrator. */
export const admissionExplanations: Record<AdmissionRefusal, Explanation> = {
  option_inactive: {
    forPerson:
      "This way to sign in is currently turned off for this space. Use another way to sign in, or ask your administrator.",
    cause: "This connection is not active as a sign-in option in the space.",
    fix: "Open Security → SSO and turn the connection on, or ask people to sign in another way.",
    fixedBy: "gatehouse_configuration",
  },
  connection_inactive: {
    forPerson:
      "This way to sign in is not fully set up yet. Use another way to sign in, or ask your administrator.",
    cause: "The connection has no live configuration.",
    fix: "Open the connection, test its draft and activate it.",
    fixedBy: "gatehouse_configuration",
  },
  space_not_subscribed: {
    forPerson:
      "Your space's plan does not include single sign-on. Use your password, or ask your administrator.",
    cause: "The space's plan does not include the SSO option.",
    fix: "Ask the company that runs this application to add the SSO option to the space.",
    fixedBy: "operator",
  },
  subject_missing: {
    forPerson:
      "Your identity provider did not say who you are. Ask your administrator to check its settings.",
    cause: "The response contains no subject (SAML: NameID; OpenID Connect: sub).",
    fix: "At the identity provider, choose a Name ID value (SAML) that every person has, for example the email address.",
    fixedBy: "identity_provider",
  },
  subject_transient: {
    forPerson:
      "Your identity provider sends a different identifier for you each time, so you cannot be recognised. Ask your administrator to check its settings.",
    cause: "The NameID has the format “transient”, which changes at every sign-in.",
    fix: "At the identity provider, set the Name ID format to EmailAddress or persistent. If it cannot, name an attribute that stays the same as the connection's subject attribute, under Advanced settings.",
    fixedBy: "identity_provider",
  },
  email_missing: {
    forPerson:
      "Your identity provider did not send your email address. Ask your administrator to check its settings.",
    cause: "No attribute or claim contains an email address (SAML: and the NameID is not one).",
    fix: "At the identity provider, send the person's address as “email” (OpenID Connect: by the scope “email”), or enter the name of your attribute or claim under People and roles, on the page of the connection.",
    fixedBy: "identity_provider",
  },
  email_malformed: {
    forPerson:
      "The email address that your identity provider sent is not valid. Ask your administrator to correct it.",
    cause: "The value of the email attribute is not a single well-formed address.",
    fix: "Correct the person's address at the identity provider, or map another attribute.",
    fixedBy: "identity_provider",
  },
  several_emails: {
    forPerson:
      "Your identity provider sent more than one email address, so it is unclear which one is yours. Ask your administrator to check its settings.",
    cause:
      "The email attribute carries several different addresses, and not exactly one of them is in a domain that the connection's organization has verified.",
    fix: "Send exactly one address, for example the primary one, or map another attribute under People and roles, on the page of the connection.",
    fixedBy: "identity_provider",
  },
  domain_not_verified: {
    forPerson:
      "Your email address is not in a domain that may sign in here. Check that you used your work account, or ask your administrator.",
    cause:
      "The person's domain is not verified by the connection's organization, and no administrator has added the person to the space.",
    fix: "Verify the domain under Security → Domains, or add the person to the space under Members.",
    fixedBy: "gatehouse_configuration",
  },
  email_not_verified: {
    forPerson:
      "Your identity provider reports that your email address is not confirmed yet. Confirm it there, then sign in again.",
    cause:
      "The provider sent email_verified: false, or did not send email_verified and the domain is not verified. email_verified applies to the email claim only: an address that the mapping reads from another claim needs a verified domain.",
    fix: "Ask the person to confirm the address at the identity provider, or verify the domain under Security → Domains. If the mapping reads the address from a claim other than email, verify the domain or map email.",
    fixedBy: "person",
  },
  subject_changed: {
    forPerson:
      "Your identity provider identifies you differently than before. To protect your account, an administrator must confirm the change.",
    cause:
      "On this connection, the address is already linked to another subject. This happens if a person was deleted and recreated at the provider, if the Name ID was changed, or if an address was given to another person.",
    fix: "Make sure that it is the same person, then allow the new identity on the person's card.",
    fixedBy: "gatehouse_configuration",
  },
  address_taken: {
    forPerson:
      "Your identity provider now sends an email address that belongs to somebody else here. You were not signed in, to protect both accounts. Your administrator can see the cause.",
    cause:
      "The subject belongs to this person, but their address at the provider has changed to one that another user has here. Two users are never merged.",
    fix: "If the other user also has a new address, ask them to sign in first, which frees the old one. If it is a second account of the same person, change its address or rename it on its card under Members.",
    fixedBy: "person",
  },
  not_linked_yet: {
    forPerson:
      "For your first sign-in, start from the sign-in page of the application, not from your identity provider.",
    cause:
      "A sign-in that starts at the provider cannot link an existing person if their domain is not verified.",
    fix: "Ask the person to sign in once from the application's sign-in page, or verify the domain.",
    fixedBy: "person",
  },
  connector_not_allowed: {
    forPerson:
      "You sign in to this space another way. Choose another button on the sign-in page, or ask your administrator.",
    cause:
      "The person may sign in to this space only through certain connections, and this is not one of them. Or the connection belongs to a linked organization that has not verified the domain of the person's address.",
    fix: "Open the person's card under Members, tab “SSO connections”, and allow this connection too, or tell them which one to use.",
    fixedBy: "gatehouse_configuration",
  },
  username_mismatch: {
    forPerson:
      "Your username here is an email address, and it must match the one at your identity provider. You are signed in there with another address: switch to the right account there, or ask your administrator to correct one of the two.",
    cause:
      "The person tried to link a connection whose account has a different email address from their username here.",
    fix: "Correct the address at the identity provider, or the person's address under Members.",
    fixedBy: "person",
  },
  subject_taken: {
    forPerson:
      "That account at your identity provider belongs to another person here. Switch to your own account there, or ask your administrator.",
    cause: "The account at the provider is linked to another person.",
    fix: "If it was linked by mistake, remove the link on the other person's card, tab “SSO connections”.",
    fixedBy: "person",
  },
  deactivated: {
    forPerson: "Your access to this space has been turned off. Ask your administrator.",
    cause: "The membership is deactivated.",
    fix: "Reactivate the person under Members.",
    fixedBy: "gatehouse_configuration",
  },
  it_administrator_uses_password: {
    forPerson:
      "You are an IT administrator of this space, so you sign in with your password. Choose “Sign in with a password” on the sign-in page.",
    cause:
      "The person is an IT administrator, who can sign in only with a password. This keeps a way to sign in if single sign-on breaks, and stops anyone who runs the identity provider from signing in as them.",
    fix: "Ask them to use their password. If they should use single sign-on, remove “IT administrator” from them under Members.",
    fixedBy: "person",
  },
  version_awaits_admin: {
    forPerson:
      "The settings of this way to sign in have changed, and an administrator of the space must confirm them before you can use it. Sign in another way, or ask your administrator.",
    cause:
      "Somebody who is not an administrator made the settings live or turned the connection on. Until an administrator confirms it, nobody with a higher role than theirs can sign in through it.",
    fix: "Sign in with a password, open the connection under Security → SSO, check its settings and choose “Confirm”.",
    fixedBy: "gatehouse_configuration",
  },
  access_ended: {
    forPerson: "Your identity provider has just signed you out, so this sign-in has ended. Sign in again.",
    cause: "While the sign-in was under way, the identity provider said that this person's access ends.",
    fix: "If they may still sign in at the provider, they start again. Otherwise there is nothing to do.",
    fixedBy: "person",
  },
  not_provisioned: {
    forPerson: "You do not have access to this space yet. Ask your administrator to add you.",
    cause: "New people are not created at sign-in (provisioning is off), and this person is not a member.",
    fix: "Add the person under Members, or turn provisioning on.",
    fixedBy: "gatehouse_configuration",
  },
  awaiting_approval: {
    forPerson:
      "Your request for access is waiting for an administrator. Once they have approved it, sign in again.",
    cause: "New people need an administrator's approval in this space.",
    fix: "Approve or reject the person under Approvals.",
    fixedBy: "gatehouse_configuration",
  },
  role_missing: {
    forPerson: "Your identity provider did not give you a role in this space. Ask your administrator.",
    cause:
      "No role rule matched or the group attribute was missing, and the connection denies people without a role.",
    fix: "Assign the person to one of the groups in the rules, add a rule, or choose a default role.",
    fixedBy: "gatehouse_configuration",
  },
  group_overage: {
    forPerson:
      "You are in more groups than your identity provider can send, so your role is unclear. Ask your administrator.",
    cause:
      "The provider sent a link instead of the groups because there are too many of them. That is not the same as having no groups.",
    fix: "At the identity provider, send only the groups that are assigned to the application, or app roles.",
    fixedBy: "identity_provider",
  },
  no_licence: {
    forPerson:
      "All licences of this space are in use, so you could not be signed in. Your administrators have been notified.",
    cause: "No licence for the person's role is free.",
    fix: "Deactivate somebody who no longer needs access, or ask the company that runs this application for more seats.",
    fixedBy: "operator",
  },
};

/** What each refusal before admission means. */
export const attemptExplanations: Record<AttemptRefusal, Explanation> = {
  attempt_unknown: {
    forPerson:
      "This response does not belong to a sign-in that was started here. Start again from the sign-in page.",
    cause: "The response does not name a sign-in attempt of this connection.",
    fix: "Start again. If it happens every time, the provider is sending responses for another application.",
    fixedBy: "person",
  },
  attempt_expired: {
    forPerson:
      "The sign-in took longer than ten minutes, so it was stopped. Start again from the sign-in page.",
    cause: "The response arrived after the attempt had expired.",
    fix: "Start again.",
    fixedBy: "person",
  },
  connection_changed: {
    forPerson:
      "The connection to your identity provider was changed during your sign-in. Start again from the sign-in page.",
    cause:
      "During the sign-in, a version with a different provider address went live. The response belongs to the previous address, so it was not accepted for the new one.",
    fix: "Start again.",
    fixedBy: "person",
  },
  attempt_used: {
    forPerson: "This sign-in is already complete. Start again from the sign-in page.",
    cause:
      "The attempt was already answered: the page was reloaded, the back button was used, or the response was sent again.",
    fix: "Start again.",
    fixedBy: "person",
  },
  attempt_other_browser: {
    forPerson:
      "This sign-in was started in another browser, or your browser did not keep its cookie. Start again from the sign-in page, in the same window.",
    cause: "The browser that returned lacks the cookie of the browser that started the sign-in.",
    fix: "Start again in one browser, with cookies allowed for this site.",
    fixedBy: "person",
  },
  authentication_too_old: {
    forPerson:
      "Your organization requires a fresh sign-in every time, but your identity provider used an earlier one. Start again from the sign-in page. If it happens again, sign out at the provider first.",
    cause:
      "The connection requires a fresh sign-in. The provider was asked for one (SAML: ForceAuthn; OpenID Connect: prompt=login and max_age=0), but reports an earlier sign-in or does not report a time.",
    fix: "Set the provider to honour ForceAuthn or max_age. Entra ID: add the optional claim auth_time to the ID token. Google does not support this: for Google, or if you do not need it, turn “Ask people to prove who they are every time” off in the configuration.",
    fixedBy: "identity_provider",
  },
  start_at_provider: {
    forPerson: "This space is opened from your identity provider. Go there and choose this application.",
    cause: "The connection's login flow is “from the identity provider only”, and the sign-in started here.",
    fix: "Ask people to start at the identity provider, or set the login flow to both.",
    fixedBy: "person",
  },
  start_here: {
    forPerson: "Start from the sign-in page of this application, not from your identity provider.",
    cause:
      "The connection's login flow is “from here only”, and the sign-in started at the identity provider.",
    fix: "Ask people to start here, or set the login flow to both.",
    fixedBy: "person",
  },
  provider_unreachable: {
    forPerson:
      "Your identity provider is not responding. Try again in a few minutes. Your administrator can see the cause.",
    cause: "The provider's address could not be reached.",
    fix: "Check that the provider is running and that its address in the configuration is correct.",
    fixedBy: "identity_provider",
  },
  link_session_ended: {
    forPerson:
      "You are no longer signed in, so the connection was not linked. Sign in, then link it again from your account page.",
    cause:
      "The session in which the person started to link a connection ended, or another person has signed in since.",
    fix: "Sign in and link it again.",
    fixedBy: "person",
  },
  not_live_yet: {
    forPerson:
      "This way to sign in is not turned on yet. If you are setting it up, start the test here, on the setup page: the provider's own test and its tile work only afterwards. Everybody else: sign in the way you do today.",
    cause:
      "Somebody came from the identity provider, by its tile or its own test, while no version of the connection has been live. Nothing that was sent was looked at.",
    fix: "Open the connection and press Test: only a test that begins here reaches a version that is not live. Once it has passed, activate it, and the provider's tile works. If the test began here, the provider dropped InResponseTo and RelayState from its answer.",
    fixedBy: "gatehouse_configuration",
  },
  reply_address_wrong: {
    forPerson:
      "Your identity provider sent its answer to the wrong place. Ask your administrator to look at its settings.",
    cause:
      "The answer to this sign-in arrived at the reply address of another connection. What it says was not looked at.",
    fix: "At the identity provider, replace the reply address (SAML: ACS URL; OpenID Connect, OAuth 2: redirect URI) by the one of this connection, complete and exact. Each connection has an address of its own.",
    fixedBy: "identity_provider",
  },
  form_unreadable: {
    forPerson:
      "What was sent to this address is no form that could be read, so nothing was done. Start again from the sign-in page.",
    cause:
      "The answer was not sent as an ordinary form (application/x-www-form-urlencoded), which SAML's POST binding asks for.",
    fix: "At the identity provider, choose the binding HTTP-POST. If it is chosen, look for a proxy or a page of your own that sends the form on in another way.",
    fixedBy: "identity_provider",
  },
  method_not_allowed: {
    forPerson:
      "This address is a step in the middle of a sign-in, and cannot be opened by itself. Start from the sign-in page.",
    cause: "The address was called in another way (HTTP method) than it takes.",
    fix: "Reply addresses take the answers of identity providers only: nobody opens them by hand. In SAML, choose the binding HTTP-POST for answers.",
    fixedBy: "person",
  },
  other_site: {
    forPerson:
      "What you sent did not come from a page of this site, so nothing was done. Go back to the sign-in page and try again.",
    cause: "The form was sent from another site, or the browser does not say from which.",
    fix: "Start again. If it happens each time, look for a proxy or an extension that changes the header Origin.",
    fixedBy: "person",
  },
  too_many_attempts: {
    forPerson: "There were too many attempts from your network. Wait a minute, then try again.",
    cause:
      "More sign-ins were begun from one address than are allowed at once, and did not end with a sign-in.",
    fix: "Wait a minute. If many people share the address, whoever runs Gatehouse can raise the limit (SIGN_IN_BEGIN_LIMIT).",
    fixedBy: "person",
  },
};
