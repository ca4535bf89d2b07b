import {
  type MisplacedName,
  misplacedNames,
  proofRecordName,
  provesDomain,
} from "@/lib/model/domains/domain-proof";
import type { Domain } from "@/lib/model/organizations/organization";
import type { TxtAnswer, TxtLookup } from "@/lib/ports/txt-lookup";

/** What the name servers say of a domain's record. */
export interface FoundProof {
  /** At the record's own name; only this proves anything. */
  answer: TxtAnswer;
  /** The name at which the right text stands by mistake. */
  misplaced: MisplacedName | null;
}

/**
 * Looks for a domain's record at its own name and, if the name servers answer and it is not there, at the names at which
 * DNS screens put it by mistake (docs/model.md#domains). Name servers that are silent about those others are no matter.
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
