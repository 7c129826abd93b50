import { proveMatrix } from "./prove-matrix";

proveMatrix("before publishing", { hasCopy: false, isBrief: false }, "first only", ({ isAfter }) => !isAfter);
proveMatrix("after publishing", { hasCopy: false, isBrief: true }, "first only", ({ isAfter }) => isAfter);
