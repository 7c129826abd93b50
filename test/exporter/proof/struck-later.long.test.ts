import { proveMatrix } from "./prove-matrix";

// After publishing, a later run's calls are those of a first one; the random schedules strike them too.
proveMatrix("a later run", { hasCopy: true, isBrief: true }, "for ever", ({ isAfter }) => !isAfter);
