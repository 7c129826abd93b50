import { isTarget } from "./is-target";

isTarget("gs");
isTarget("az");
