import { isStore } from "./is-store";

isStore("folder");
// Of the other kinds in store.long.test.ts.
isStore("s3");
