/** Loops over bytes and codes in one memory, in AssemblyScript. They know addresses and nothing of leads; what they need is taken before they are called. */

export { packDeltas, unpackDeltas } from "./deltas";
export { packHybrid, unpackHybrid } from "./hybrid";
export { rowsWith } from "./rows";
export { firstOtherText, joinTexts, renumber, textBytes } from "./texts";
export { booleans, chosenCodes, extent, firstDifference, ids, sheetRows, wholes } from "./values";
