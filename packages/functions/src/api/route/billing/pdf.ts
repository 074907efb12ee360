import type { PdfLink } from "@practice-hub/core/pdf/schema";

/** 202 while a worker makes it. */
export const pdfStatus = ({ status }: PdfLink): number => (status === "preparing" ? 202 : 200);
