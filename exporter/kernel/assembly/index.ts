/** Loops over bytes and codes in one memory, in AssemblyScript. They know addresses and nothing of leads; what they need is taken before they are called. */
export { rowsWith } from "./rows";
