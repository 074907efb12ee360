import { createContext } from "react";

/** Whether a page stands inside a frame that brings its own `main` landmark. */
export const InFrame = createContext(false);
