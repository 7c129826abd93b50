import { FAILPOINTS } from "../../../exporter/stores/failpoint";
import { isKilledAt } from "./ends-at";

isKilledAt(FAILPOINTS);
