import { changeBrand } from "@/lib/features/brand/change-brand";
import { readBrand } from "@/lib/features/brand/read-brand";
import { logoAddress, type StoredLogo } from "@/lib/model/brand/brand";
import { logoProblemCodes } from "@/lib/model/brand/logo-file";
import { done } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { type BrandView, brandBody, brandView, bytesOfBase64 } from "@/lib/schemas/brand";
import { defineOperation } from "../define-operation";

const at = "/spaces/{slug}/brand";
const tag = "Spaces";

async function read(deps: Pick<Dependencies, "store" | "appUrl">, { space }: Context): Promise<BrandView> {
  const { accent, light, dark } = (await readBrand(deps, space.id)).own;
  const view = (logo: StoredLogo | null) =>
    logo && {
      url: deps.appUrl + logoAddress(space.id, logo),
      width: logo.width,
      height: logo.height,
    };
  return { accent, logo: view(light), darkLogo: view(dark) };
}

export const brandOperations = [
  defineOperation(
    {
      id: "getBrand",
      method: "get",
      path: at,
      tag,
      summary: "Read how the space looks on the way in",
      scope: "connections:read",
      response: brandView,
    },
    async ({ deps, ctx }) => done(await read(deps, ctx)),
  ),
  defineOperation(
    {
      id: "changeBrand",
      method: "patch",
      path: at,
      tag,
      summary: "Set how the space looks on the way in",
      description:
        "A logo is the Base64 of a PNG, JPEG or WebP file of at most 512 KB; it is encoded again as a PNG. What is left out stays, and null goes back to the default.",
      scope: "connections:write",
      permission: "manage_space",
      body: brandBody,
      maxBytes: 1_500_000,
      response: brandView,
      problems: logoProblemCodes,
    },
    async ({ deps, ctx, body }) => {
      const changed = await changeBrand(deps, ctx, {
        ...(body.accent === undefined ? {} : { accent: body.accent }),
        ...(body.logo === undefined ? {} : { light: bytesOfBase64(body.logo) }),
        ...(body.darkLogo === undefined ? {} : { dark: bytesOfBase64(body.darkLogo) }),
      });
      return changed.ok ? done(await read(deps, ctx)) : changed;
    },
  ),
];
