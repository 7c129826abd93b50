import { isStore } from "./is-store";

isStore("gs");
isStore("az");
