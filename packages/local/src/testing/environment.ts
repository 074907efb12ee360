/** Gives each test process the variables a function would have. */
import { inject } from "vitest";

Object.assign(process.env, inject("world"));
