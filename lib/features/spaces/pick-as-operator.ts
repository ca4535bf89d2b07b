import type { Dependencies } from "@/lib/ports/dependencies";
import type { Page } from "@/lib/ports/page";
import type { PickerAnswer, PickerOption } from "@/lib/schemas/picker";

const most = 20;

/** Spaces with these words in name, slug or external ID, by name; each with its id or its slug as value. Operators only. */
export async function pickSpaces(
  { store }: Pick<Dependencies, "store">,
  words: string,
  by: "id" | "slug",
): Promise<PickerAnswer> {
  const page = await store.spaces.page({ search: words, pageSize: most });
  return answerOf(page, (space) => ({ value: space[by], label: space.name, detail: space.slug }));
}

/** Teams of a space with these words in their name. Operators only. */
export async function pickTeams(
  { store }: Pick<Dependencies, "store">,
  words: string,
  spaceId: string,
): Promise<PickerAnswer> {
  const page = await store.teamsOf(spaceId).page({ search: words, pageSize: most });
  return answerOf(page, ({ id, name }) => ({ value: id, label: name }));
}

function answerOf<Row>({ rows, total }: Page<Row>, option: (row: Row) => PickerOption): PickerAnswer {
  return { options: rows.map(option), more: total - rows.length };
}
