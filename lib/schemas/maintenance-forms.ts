import { z } from "zod";

const id = z.string().max(64);

/** `entityId` is the one that the administrator saw. */
export const takeMetadataForm = z.object({ connectionId: id, entityId: z.string().min(1).max(1024) });
export const rotateKeyForm = z.object({ connectionId: id });
export const relinkPeopleForm = z.object({ connectionId: id });
/** `configurationId` and `optionRevision` are those that the administrator saw. */
export const confirmForm = z.object({
  connectionId: id,
  configurationId: id,
  optionRevision: z.coerce.number().int().min(0),
});
export const keyForm = z.object({ connectionId: id, keyId: id });
