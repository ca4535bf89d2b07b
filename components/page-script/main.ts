import { sendOnce } from "./send-once";
import { showPasswords } from "./show-password";
import { markUsedOption } from "./used-option";

/**
 * What the pages on the way in do beyond HTML. It runs when they are parsed, before they are drawn, and never loads
 * anything (docs/decisions/0030).
 */
for (const form of document.forms) sendOnce(form);
showPasswords(document);
markUsedOption(document);
