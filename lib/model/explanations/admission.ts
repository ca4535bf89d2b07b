import type { AdmissionRefusal, AttemptRefusal } from "@/lib/model/refusals/admission";
import type { Explanation } from "@/lib/model/refusals/validation-result";

/** What each refusal of the admission list means, for the person and for the administrator. */
export const admissionExplanations: Record<AdmissionRefusal, Explanation> = {
  option_inactive: {
    forPerson:
      "Signing in this way is switched off for this space at the moment. Use another way to sign in, or ask your administrator.",
    cause: "The sign-in option of this connection is not active in the space.",
    fix: "Open Security → SSO and switch the connection on, or tell people to use another way in.",
    fixedBy: "gatehouse_configuration",
  },
  connection_inactive: {
    forPerson:
      "Signing in this way is not set up completely yet. Use another way to sign in, or ask your administrator.",
    cause: "The connection has no live configuration.",
    fix: "Open the connection, test its draft and activate it.",
    fixedBy: "gatehouse_configuration",
  },
  space_not_subscribed: {
    forPerson:
      "Single sign-on is not part of this space's plan. Use your password, or ask your administrator.",
    cause: "The space's plan does not include the SSO option.",
    fix: "Ask the company that runs this application to add the SSO option to the space.",
    fixedBy: "operator",
  },
  subject_missing: {
    forPerson:
      "Your identity provider did not say who you are. Ask your administrator to look at its settings.",
    cause: "The answer carries no subject (SAML: NameID; OpenID Connect: sub).",
    fix: "At the identity provider, choose a value for the Name ID (SAML) that every person has, for example the e-mail address.",
    fixedBy: "identity_provider",
  },
  subject_transient: {
    forPerson:
      "Your identity provider gave a name for you that changes every time, so you cannot be recognised. Ask your administrator to look at its settings.",
    cause: "The NameID has the format “transient”: it is another one at each sign-in.",
    fix: "At the identity provider, set the Name ID format to EmailAddress or persistent. If it cannot, name an attribute that stays the same as the connection's subject attribute, under Advanced settings.",
    fixedBy: "identity_provider",
  },
  email_missing: {
    forPerson:
      "Your identity provider did not pass on your e-mail address. Ask your administrator to look at its settings.",
    cause: "No attribute or claim with an e-mail address came (SAML: and the NameID is not one).",
    fix: "At the identity provider, send the person's address as “email” (OpenID Connect: by the scope “email”), or name what carries it under People → Attributes.",
    fixedBy: "identity_provider",
  },
  email_malformed: {
    forPerson:
      "The e-mail address that your identity provider passed on is not a valid one. Ask your administrator to correct it.",
    cause: "The value of the e-mail attribute is not one well-formed address.",
    fix: "Correct the person's address at the identity provider, or map another attribute.",
    fixedBy: "identity_provider",
  },
  several_emails: {
    forPerson:
      "Your identity provider passed on more than one e-mail address, so it is not clear which is yours. Ask your administrator to look at its settings.",
    cause:
      "The e-mail attribute carries several different addresses, and not exactly one of them is in a domain that the connection's organization has verified.",
    fix: "Send exactly one address, for example the primary one, or map another attribute under People → Attributes.",
    fixedBy: "identity_provider",
  },
  domain_not_verified: {
    forPerson:
      "Your e-mail address does not belong to a domain that may sign in here. Check that you used your work account, or ask your administrator.",
    cause:
      "The domain of the address is not verified by the connection's organization, and the person was not added to the space by an administrator.",
    fix: "Verify the domain under Security → Domains, or add the person to the space under People.",
    fixedBy: "gatehouse_configuration",
  },
  email_not_verified: {
    forPerson:
      "Your identity provider says that your e-mail address has not been confirmed yet. Confirm it there, then sign in again.",
    cause:
      "The provider sent email_verified: false, or nothing about it for a domain that is not verified. email_verified speaks of the claim email only: an address that the mapping reads from another claim needs a verified domain.",
    fix: "Have the person confirm the address at the identity provider, or verify the domain under Security → Domains. If the mapping reads the address from another claim than email, verify the domain or map email.",
    fixedBy: "person",
  },
  subject_changed: {
    forPerson:
      "Your identity provider presents you under another identity than before. To protect your account, an administrator has to confirm the change.",
    cause:
      "The address is known under another subject on this connection. That happens when a person was deleted and made again at the provider, when the Name ID was changed, or when somebody got an address that was another person's.",
    fix: "Make sure that it is the same person, then allow the new identity on the person's card.",
    fixedBy: "gatehouse_configuration",
  },
  address_taken: {
    forPerson:
      "Your identity provider now calls you by an e-mail address that belongs to somebody else here. To protect both accounts you were not let in; your administrator can see the cause.",
    cause:
      "The person was found by their subject, and their address at the provider has changed to one that another user has here. Two users are never made one.",
    fix: "If the other one has a new address too, let them sign in first, and their address becomes free. If it is a second account of the same person, give it another address or rename it on its card under Users.",
    fixedBy: "person",
  },
  not_linked_yet: {
    forPerson:
      "Start from the sign-in page of the application the first time, not from your identity provider.",
    cause: "A sign-in begun at the provider cannot link an existing person of a domain that is not verified.",
    fix: "Have the person sign in once from the application's sign-in page, or verify the domain.",
    fixedBy: "person",
  },
  connector_not_allowed: {
    forPerson:
      "You sign in to this space another way. Choose another button on the sign-in page, or ask your administrator.",
    cause:
      "The person may sign in to this space by certain connectors only, and this is none of them; or it is a linked organization's, which has not verified the domain of the person's address.",
    fix: "Open the person's card under People, tab “SSO connectors”, and allow this connector too; or tell them which one to use.",
    fixedBy: "gatehouse_configuration",
  },
  username_mismatch: {
    forPerson:
      "Your username here is an e-mail address, and it must be the same as the one at your identity provider. You are signed in there with another address: switch to the right account there, or ask your administrator to correct one of the two.",
    cause:
      "The person wanted to link a connector whose account has another e-mail address than their username here.",
    fix: "Correct the address at the identity provider, or the person's address under People.",
    fixedBy: "person",
  },
  subject_taken: {
    forPerson:
      "That account at your identity provider belongs to another person here. Switch to your own account there, or ask your administrator.",
    cause: "The account at the provider is linked to another person.",
    fix: "If it was linked by mistake, remove the link on the other person's card, tab “SSO connectors”.",
    fixedBy: "person",
  },
  deactivated: {
    forPerson: "Your access to this space has been switched off. Ask your administrator.",
    cause: "The membership is deactivated.",
    fix: "Reactivate the person under People.",
    fixedBy: "gatehouse_configuration",
  },
  it_administrator_uses_password: {
    forPerson:
      "You are an IT administrator of this space, so you sign in with your password. Choose “Sign in with a password” on the sign-in page.",
    cause:
      "The person is an IT administrator: they sign in with a password only, so that somebody gets in when single sign-on is broken, and so that nobody who runs single sign-on can come in as them.",
    fix: "Have them use their password; or take the mark “IT administrator” from them under People, if they shall use single sign-on.",
    fixedBy: "person",
  },
  version_awaits_admin: {
    forPerson:
      "The settings of this way to sign in were changed, and an administrator of the space must confirm them before you can use it. Sign in another way, or ask your administrator.",
    cause:
      "Somebody who is not an administrator has put the settings live or switched the connection on. Until an administrator confirms it, nobody with a higher role than theirs is let in.",
    fix: "Sign in with a password, open the connection under Security → SSO, look at its settings and choose “Confirm”.",
    fixedBy: "gatehouse_configuration",
  },
  not_provisioned: {
    forPerson: "You do not have access to this space yet. Ask your administrator to add you.",
    cause: "New people are not created at sign-in (provisioning is off), and this person is not a member.",
    fix: "Add the person under People, or switch provisioning on.",
    fixedBy: "gatehouse_configuration",
  },
  awaiting_approval: {
    forPerson:
      "Your request for access is waiting for an administrator. You will get an e-mail message when it has been decided.",
    cause: "New people need an administrator's approval in this space.",
    fix: "Approve or reject the person under People.",
    fixedBy: "gatehouse_configuration",
  },
  role_missing: {
    forPerson: "Your identity provider did not give you a role in this space. Ask your administrator.",
    cause: "No role rule matched, or the group attribute did not come, and the policy is to deny.",
    fix: "Assign the person to one of the groups in the rules, add a rule, or choose a default role.",
    fixedBy: "gatehouse_configuration",
  },
  group_overage: {
    forPerson:
      "You are in more groups than your identity provider can pass on, so your role is unclear. Ask your administrator.",
    cause:
      "The provider sent a link in place of the groups, as there are too many of them. That is not the same as having none.",
    fix: "At the identity provider, pass on only the groups that are assigned to the application, or app roles.",
    fixedBy: "identity_provider",
  },
  no_licence: {
    forPerson:
      "All licences of this space are in use, so you could not be let in. Your administrators have been told.",
    cause: "No licence of the person's role is free.",
    fix: "Deactivate somebody who no longer needs access, or ask the company that runs this application for more seats.",
    fixedBy: "operator",
  },
};

/** What each refusal before admission means. */
export const attemptExplanations: Record<AttemptRefusal, Explanation> = {
  attempt_unknown: {
    forPerson:
      "This answer does not belong to a sign-in that was started here. Start again from the sign-in page.",
    cause: "The answer names no sign-in attempt of this connection.",
    fix: "Start again. If it happens every time, the provider answers to requests of another application.",
    fixedBy: "person",
  },
  attempt_expired: {
    forPerson:
      "Signing in took longer than ten minutes, so it was stopped. Start again from the sign-in page.",
    cause: "The answer came after the attempt had run out.",
    fix: "Start again.",
    fixedBy: "person",
  },
  connection_changed: {
    forPerson:
      "The connection to your identity provider was changed while you were there. Start again from the sign-in page.",
    cause:
      "A version with another address of the provider went live between the beginning and the answer. The answer was meant for the address before, so it was not taken to the new one.",
    fix: "Start again.",
    fixedBy: "person",
  },
  attempt_used: {
    forPerson: "This sign-in was finished before. Start again from the sign-in page.",
    cause: "The attempt was answered already: a reload, the back button, or a repeated answer.",
    fix: "Start again.",
    fixedBy: "person",
  },
  attempt_other_browser: {
    forPerson:
      "This sign-in was started in another browser, or your browser did not keep its cookie. Start again from the sign-in page, in the same window.",
    cause: "The browser that came back does not carry the cookie of the one that was sent out.",
    fix: "Start again in one browser, with cookies allowed for this site.",
    fixedBy: "person",
  },
  authentication_too_old: {
    forPerson:
      "Your organization asks you to prove who you are at every sign-in, but your identity provider let you through by an earlier one. Start again from the sign-in page; if it happens again, sign out at the provider first.",
    cause:
      "The connection demands a fresh sign-in. The provider was asked for one (SAML: ForceAuthn; OpenID Connect: prompt=login and max_age=0), but says that the person signed in before, or does not say when.",
    fix: "Have the provider honour ForceAuthn or max_age. Entra ID: add the optional claim auth_time to the ID token. Google does not take part: there, or if it is not needed, switch “prove who they are every time” off in the configuration.",
    fixedBy: "identity_provider",
  },
  start_at_provider: {
    forPerson: "This space is opened from your identity provider. Go there and choose this application.",
    cause: "The connection's login flow is “from the identity provider only”, and somebody started here.",
    fix: "Tell people to start at the identity provider, or set the login flow to both.",
    fixedBy: "person",
  },
  start_here: {
    forPerson: "Start from the sign-in page of this application, not from your identity provider.",
    cause: "The connection's login flow is “from here only”, and the sign-in began at the identity provider.",
    fix: "Tell people to start here, or set the login flow to both.",
    fixedBy: "person",
  },
  provider_unreachable: {
    forPerson:
      "Your identity provider does not answer at the moment. Try again in a few minutes; your administrator can see the cause.",
    cause: "The provider's address could not be reached.",
    fix: "Check that the provider is up and that its address in the configuration is right.",
    fixedBy: "identity_provider",
  },
  link_session_ended: {
    forPerson:
      "You are not signed in any more, so the connector was not linked. Sign in, then link it again from your account page.",
    cause:
      "The session from which the person wanted to link a connector ended, or another person signed in meanwhile.",
    fix: "Sign in and link it again.",
    fixedBy: "person",
  },
  not_live_yet: {
    forPerson:
      "This way to sign in is not switched on yet. If you are setting it up, start the test here, on the setup page: the provider's own test and its tile work only afterwards. Everybody else: sign in the way you do today.",
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
    cause: "The limit of attempts from one address was reached.",
    fix: "Wait a minute.",
    fixedBy: "person",
  },
};
