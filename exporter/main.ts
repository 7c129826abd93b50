import { startEarly } from "./threads/other-threads";

const typed = process.argv.slice(2);
startEarly(typed);
const { start } = await import("./commands/start");
await start(typed);
