import { count } from "../../../shared/numbers";
import type { PageAnswer } from "../island";
import { make } from "./dom";

/** What an answer leaves out, as a sum that ends in the clean leads, and its plain notes. */
export function remainder(answer: PageAnswer, clean: number): HTMLElement {
  const box = make("div", "remainder");
  const parts = answer.remainder.filter((part) => part.leads !== null);
  if (answer.used !== null) {
    const sum = parts.reduce((total, part) => total + part.leads!, answer.used);
    const line = make("p", "sum", figure(answer.used), answer.chart ? " in this chart" : " in this table");
    for (const part of parts) line.append(" + ", figure(part.leads!), ` ${part.reason}`);
    if (sum === clean) line.append(" = ", figure(clean), " clean leads");
    else line.append(make("strong", "", ` This does not add up to the ${count(clean)} clean leads.`));
    box.append(line);
  }
  for (const part of answer.remainder) if (part.leads === null) box.append(make("p", "note", part.reason));
  return box;
}

function figure(value: number): HTMLElement {
  return make("b", "figure", count(value));
}
