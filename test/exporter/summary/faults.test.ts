import { isStruck, STRIKE_OFTEN } from "./struck";

// Every kind, and a new tab: faults.long.test.ts. Records go the way the Summary goes: one kind of each sort is enough for them.
isStruck(["a Summary in place of another", "another record"], [...STRIKE_OFTEN]);
