/** Loops over bytes and codes in one memory, in AssemblyScript. They know addresses and nothing of leads; what they need is taken before they are called. */

export { packDeltas, unpackDeltas } from "./deltas";
export { packHybrid, unpackHybrid } from "./hybrid";
export { intern, rehash, spreadEntries } from "./intern";
export { rowsWith } from "./rows";
export { scanPlainRows } from "./scan";
export { firstOtherText, joinTexts, renumber, textBytes } from "./texts";
export { booleans, chosenCodes, extent, firstDifference, ids, sheetRows, wholes } from "./values";
export { wallTimes } from "./wall-times";
