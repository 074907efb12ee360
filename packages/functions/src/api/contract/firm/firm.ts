import { FirmLogo, FirmLogoUpload, FirmProfile, FirmUpdate } from "@practice-hub/core/firm/schema";
import * as z from "zod";
import { contract, staff } from "../define.ts";

export const firmContracts = {
  profile: contract({
    method: "GET",
    path: "/api/firm",
    actor: staff(null),
    output: FirmProfile,
    summary: "The firm as its documents show it, and the defaults of a new invoice.",
  }),
  update: contract({
    method: "PATCH",
    path: "/api/firm",
    actor: staff("settings:manage"),
    body: FirmUpdate,
    output: FirmProfile,
    summary: "Changes the firm's name, address, numbers, bank details and defaults.",
  }),
  logo: contract({
    method: "GET",
    path: "/api/firm/logo",
    actor: staff(null),
    output: FirmLogo,
    summary: "The firm's logo as a data URL.",
  }),
  setLogo: contract({
    method: "POST",
    path: "/api/firm/logo",
    actor: staff("settings:manage"),
    body: FirmLogoUpload,
    output: FirmProfile,
    summary: "Shows a PNG or JPEG of at most 200 KB on the firm's documents.",
  }),
  removeLogo: contract({
    method: "POST",
    path: "/api/firm/logo/remove",
    actor: staff("settings:manage"),
    body: z.strictObject({ version: FirmProfile.shape.version }),
    output: FirmProfile,
    summary: "Prints documents without a logo.",
  }),
};
