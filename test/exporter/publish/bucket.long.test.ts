import { publishesInto } from "./publishes-into";

publishesInto("gs");
publishesInto("az");
