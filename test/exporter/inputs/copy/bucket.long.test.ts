import { keepsCopyIn } from "./keeps-copy-in";

keepsCopyIn("gs");
keepsCopyIn("az");
