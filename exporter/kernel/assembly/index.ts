/** Loops over bytes and codes in one memory, in AssemblyScript. They know addresses and nothing of leads; what they need is taken before they are called. */

export { countOf } from "./bytes";
export * from "./check";
export * from "./deltas";
export { groupPacked, markLosers, packFirst, packKey } from "./groups";
export * from "./hybrid";
export { plainInstants } from "./instants";
export * from "./intern";
export * from "./known";
export * from "./loose";
export * from "./plain-words";
export * from "./rows";
export * from "./scan";
export * from "./texts";
export * from "./values";
export * from "./wall-times";
