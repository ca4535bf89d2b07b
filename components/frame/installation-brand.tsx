"use client";

import { createContext, type ReactNode, useContext } from "react";
import { productBrand, type WornBrand } from "@/lib/model/brand/brand";

const InstallationBrand = createContext<WornBrand>(productBrand);

/** Tells every page what the installation wears, also those that can ask nobody, such as the one about an error. */
export function InstallationBrandProvider({ brand, children }: { brand: WornBrand; children: ReactNode }) {
  return <InstallationBrand value={brand}>{children}</InstallationBrand>;
}

/** What the installation wears. */
export function useInstallationBrand(): WornBrand {
  return useContext(InstallationBrand);
}

/** The installation's name, within a sentence. */
export function InstallationName() {
  return useInstallationBrand().installationName;
}
