import { proveMatrix } from "./prove-matrix";

proveMatrix("a first run", { hasCopy: false, isBrief: true }, "for ever", () => true);
