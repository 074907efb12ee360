/** The product that the e2e files share. It boots while the other projects' tests run; the first file that needs it waits. */
import type { TestProject } from "vitest/node";
import { launchProduct } from "./launch.ts";

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const product = await launchProduct();
  project.provide("product", product.running());
  return product.close;
}
