import {
  type MisplacedName,
  misplacedNames,
  proofRecordName,
  provesDomain,
} from "@/lib/model/domains/domain-proof";
import type { Domain } from "@/lib/model/organizations/organization";
import type { TxtAnswer, TxtLookup } from "@/lib/ports/txt-lookup";

/** What the name servers answer about a domain's record. */
export interface FoundProof {
  /** At the record's own name; only this proves anything. */
  answer: TxtAnswer;
  /** The name at which the right text was entered by mistake. */
  misplaced: MisplacedName | null;
}

/**
 * Looks up a domain's record at its own name and, if the name servers answer and it is missing, at the names at which
 * DNS consoles put it by mistake (docs/model.md#domains). Failures of those further look-ups are ignored.
 */
export async function lookForProof(
  txtLookup: TxtLookup,
  { name, challenge }: Pick<Domain, "name" | "challenge">,
): Promise<FoundProof> {
  const answer = await txtLookup.txt(proofRecordName(name));
  const holds = (one: TxtAnswer) => one.outcome === "found" && provesDomain(one.texts, challenge);
  if (answer.outcome === "failed" || holds(answer)) return { answer, misplaced: null };
  const candidates = misplacedNames(name);
  const answers = await Promise.all(candidates.map((candidate) => txtLookup.txt(candidate.name)));
  return { answer, misplaced: candidates.find((_, index) => holds(answers[index] ?? answer)) ?? null };
}
