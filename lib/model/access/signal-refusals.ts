/** Why a provider's signal was refused. */
export const signalRefusals = [
  "signal_unreadable",
  "signal_type",
  "signal_signature",
  "signal_issuer",
  "signal_audience",
  "signal_expired",
  "signal_not_yet_valid",
  "signal_too_old",
  "signal_without_id",
  "signal_replayed",
  "signal_event",
  "signal_nonce",
  "signal_subject",
  "signal_keys_unavailable",
] as const;
export type SignalRefusal = (typeof signalRefusals)[number];

/** For the administrator: what happened and what to do. */
export const signalExplanations: Readonly<Record<SignalRefusal, { cause: string; fix: string }>> = {
  signal_unreadable: {
    cause: "What arrived is not a signed JSON Web Token, or its body cannot be read.",
    fix: "Check that the provider sends this kind of signal to this address.",
  },
  signal_type: {
    cause: "The token is of another type, for example an ID token. Only tokens made for this purpose count.",
    fix: "Check that the address was pasted into the right field at the provider.",
  },
  signal_signature: {
    cause: "The signature does not fit any key that the provider publishes.",
    fix: "If the provider has just changed its keys, it repeats the signal. Otherwise somebody else has sent it.",
  },
  signal_issuer: {
    cause: "The token names another issuer than this connection's provider.",
    fix: "Check that the provider's application is the one that this connection belongs to.",
  },
  signal_audience: {
    cause: "The token was made for somebody else.",
    fix: "At the provider, use this connection's own address, complete and exact.",
  },
  signal_expired: {
    cause: "The token had expired when it arrived.",
    fix: "Check the clocks of the provider and of this server.",
  },
  signal_not_yet_valid: {
    cause: "The token says that it was issued in the future.",
    fix: "Check the clocks of the provider and of this server.",
  },
  signal_too_old: {
    cause: "The token was issued too long ago to be told from a copy of an old one.",
    fix: "Check the clocks. A provider that repeats a signal signs it again.",
  },
  signal_without_id: {
    cause: "The token has no identifier (jti) of its own, so a copy could not be recognised.",
    fix: "Ask the provider's support: the standard requires it.",
  },
  signal_replayed: {
    cause: "A token with this identifier has arrived before. It was served then.",
    fix: "Nothing to do, unless it repeats: then somebody may be sending copies.",
  },
  signal_event: {
    cause: "The token carries no event that is understood here.",
    fix: "At the provider, choose only the events that this connection's page lists.",
  },
  signal_nonce: {
    cause: "The token has a nonce, which only ID tokens may have.",
    fix: "Check that the provider sends logout tokens to this address.",
  },
  signal_subject: {
    cause: "The token does not say whom it is about, in a form that is understood here.",
    fix: "At the provider, choose the email address, or issuer and subject, as the subject's format.",
  },
  signal_keys_unavailable: {
    cause: "The provider's keys could not be fetched, so nothing could be verified.",
    fix: "Check that the provider can be reached. It repeats the signal.",
  },
};
