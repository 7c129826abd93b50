import { worksIn } from "./works-in";

worksIn("gs");
worksIn("az");
