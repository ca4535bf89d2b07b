/** How a description names the attempt that it is about. */
export const referenceText = (attemptId: string) => `Reference: ${attemptId}`;

const reference = /Reference: (att_[A-Za-z0-9_-]{1,60})$/;

interface Answer {
  response: { get(name: string): string; set(name: string, value: string): void };
}

/**
 * Adds `error_uri` (RFC 6749 §4.1.2.1) to an answer whose description names an attempt: the page that explains it to
 * the person, and, through its reference, to the people who can help.
 */
export function explainErrors(appUrl: string) {
  return async (ctx: Answer, next: () => Promise<unknown>): Promise<void> => {
    await next();
    const to = ctx.response.get("Location");
    if (!URL.canParse(to)) return;
    const attemptId = reference.exec(new URL(to).searchParams.get("error_description") ?? "")?.[1];
    if (!attemptId) return;
    const page = encodeURIComponent(`${appUrl}/sign-in-refused/${attemptId}`);
    // Appended, not rewritten: the application's own address stays as registered.
    ctx.response.set("Location", `${to}&error_uri=${page}`);
  };
}
