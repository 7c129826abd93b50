/** Loops over bytes and codes in one memory, in AssemblyScript. They know addresses and nothing of leads; what they need is taken before they are called. */

export { countOf } from "./bytes";
export { packDeltas, unpackDeltas } from "./deltas";
export { groupPacked, keyExtent, packFirst, packKey, winners } from "./groups";
export { packHybrid, unpackHybrid } from "./hybrid";
export { plainInstants } from "./instants";
export { cellsOf, intern, mapCodes, rehash, spreadEntries } from "./intern";
export { addPairs, findPairs, firstOfKeys, lookUp } from "./known";
export { looseHashes, looseIds, nearIds } from "./loose";
export { internKey, internPlain, rehashKeys } from "./plain-words";
export {
  addBits,
  addFlaws,
  combine,
  greatestOf,
  markLost,
  placesWithKey,
  rowsAbove,
  rowsWith,
  tally,
} from "./rows";
export { scanPlainRows } from "./scan";
export {
  extremeTexts,
  firstOtherText,
  joinTexts,
  packTexts,
  renumber,
  textBytes,
  unpackTexts,
} from "./texts";
export { booleans, chosenCodes, extent, firstDifference, ids, localDays, sheetRows, sum, wholes } from "./values";
export { wallTimes } from "./wall-times";
