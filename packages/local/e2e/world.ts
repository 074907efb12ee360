/** The product that the e2e files share. It boots while the other projects' tests run; the first file that needs it waits. */
import type { TestProject } from "vitest/node";
import { launchProduct } from "./launch.ts";

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const product = await launchProduct();
  project.provide("product", product.running());
  return async () => {
    const errors = product.errors();
    await product.close();
    // A function that lacks a right or a secret may go unseen by the pages: the sweep does its work a minute later.
    if (errors.length > 0) throw new Error(`the product logged errors:\n${errors.join("\n")}`);
  };
}
