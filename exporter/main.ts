import { start } from "./commands/start";

await start(process.argv.slice(2));
