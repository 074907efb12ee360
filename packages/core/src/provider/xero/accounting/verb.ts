/** Every verb of the adapter. */
export * from "./read.ts";
export * from "./write.ts";
