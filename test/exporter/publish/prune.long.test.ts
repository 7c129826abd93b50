import { prunes } from "./prunes";

prunes("gs");
prunes("az");
