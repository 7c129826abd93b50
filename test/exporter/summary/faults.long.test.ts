import { FAULT_KINDS } from "../../../workbench/server/faults";
import { isStruck, STRIKE_OFTEN } from "./struck";

isStruck(["a new Summary", "a Summary in place of another"], FAULT_KINDS);
isStruck(["the first record"], [...STRIKE_OFTEN]);
