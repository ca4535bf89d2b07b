/**
 * `not_registered`: the configuration is not in the registry. `other_binding`: it was registered for the other
 * binding. `refused`: Jackson refused it. `failed`: Jackson, or the storage beneath it, failed.
 */
export type SamlRegistryErrorCode = "not_registered" | "other_binding" | "refused" | "failed";

/** A failure between us and Jackson. Never a person's bad input: that is refused earlier. */
export class SamlRegistryError extends Error {
  override name = "SamlRegistryError";

  constructor(
    readonly code: SamlRegistryErrorCode,
    detail: string,
    cause?: unknown,
  ) {
    super(`SAML registry: ${code}: ${detail}`, { cause });
  }

  /** Distinguishes Jackson's refusals from everything else; the original stays as the cause. */
  static from(cause: unknown): SamlRegistryError {
    if (cause instanceof SamlRegistryError) return cause;
    const error = cause instanceof Error ? cause : new Error(String(cause));
    const detail =
      "internalError" in error && error.internalError ? String(error.internalError) : error.message;
    return new SamlRegistryError(codeOf(error, detail), detail, cause);
  }
}

function codeOf(error: Error, detail: string): SamlRegistryErrorCode {
  if (error.name !== "JacksonError") return "failed";
  return /connection not found|No SSO connection/i.test(detail) ? "not_registered" : "refused";
}
