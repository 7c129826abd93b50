import { WHEN } from "../../shared/answers-due";
import type { AnswersMail, Settings, Told } from "../rpc";
import { FORM_WORDS } from "../words/sidebar/settings";
import { make } from "./dom";

const ANSWERS: readonly AnswersMail[] = ["never", ...WHEN];

/** The form of the settings. `edited` is called after each change. */
export function settingsForm(settings: Settings, edited: () => void) {
  const exporter = make("input", {
    id: "exporter",
    type: "url",
    inputmode: "url",
    autocomplete: "off",
    spellcheck: "false",
  });
  const mail = make("textarea", { id: "mail", rows: "3", spellcheck: "false", autocomplete: "off" });
  const answers = make(
    "select",
    { id: "answers" },
    ...ANSWERS.map((value) => make("option", { value }, FORM_WORDS.when[value])),
  );
  const hour = make(
    "select",
    { id: "hour" },
    ...Array.from({ length: 24 }, (_, value) =>
      make("option", { value: String(value) }, `${String(value).padStart(2, "0")}:00`),
    ),
  );
  const stamp = make("input", { id: "stamp", type: "checkbox" });
  const exported = make("input", { id: "exported", type: "checkbox" });
  const inputs: Record<keyof Settings, HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement> = {
    exporter,
    mail,
    answers,
    hour,
    stamp,
    exported,
  };
  const element = make(
    "form",
    { class: "settings", novalidate: "" },
    field(FORM_WORDS.exporter, exporter, FORM_WORDS.exporterHint),
    field(FORM_WORDS.mail, mail, FORM_WORDS.mailHint),
    field(FORM_WORDS.answers, answers, FORM_WORDS.answersHint),
    field(FORM_WORDS.hour, hour, FORM_WORDS.hourHint),
    checkbox(FORM_WORDS.stamp, stamp, FORM_WORDS.stampHint),
    checkbox(FORM_WORDS.exported, exported, FORM_WORDS.exportedHint),
  );
  element.addEventListener("input", edited);

  let saved = "";
  const read = (): Settings => ({
    exporter: exporter.value.trim(),
    mail: mail.value.split(/[\s,;]+/).filter((address) => address !== ""),
    answers: answers.value as AnswersMail,
    hour: Number(hour.value),
    stamp: stamp.checked,
    exported: exported.checked,
  });
  const fill = (from: Settings) => {
    exporter.value = from.exporter;
    mail.value = from.mail.join("\n");
    answers.value = from.answers ?? "never";
    hour.value = String(from.hour);
    stamp.checked = from.stamp;
    exported.checked = from.exported === true;
  };
  fill(settings);
  saved = JSON.stringify(read());

  const complaint = make("p", { class: "complaint", id: "complaint", role: "alert" });
  const clearComplaint = () => {
    complaint.remove();
    for (const input of Object.values(inputs)) {
      input.removeAttribute("aria-invalid");
      input.setAttribute("aria-describedby", `${input.id}-hint`);
    }
  };

  return {
    element,
    read,
    changed: () => JSON.stringify(read()) !== saved,
    /** `sent` was stored as `answer`. What was typed meanwhile stays. */
    stored(sent: Settings, answer: Settings): void {
      const untouched = JSON.stringify(read()) === JSON.stringify(sent);
      if (untouched) fill(answer);
      saved = JSON.stringify(answer);
      if (untouched) saved = JSON.stringify(read());
    },
    clearComplaint,
    /** Shows the complaint under the field it is about, and goes there; `false` when no field is meant. */
    complain({ sentence, wayOut, setting }: Told): boolean {
      if (setting === undefined) return false;
      const input = inputs[setting];
      complaint.textContent = `${sentence} ${wayOut}`;
      input.closest(".field")!.append(complaint);
      input.setAttribute("aria-invalid", "true");
      input.setAttribute("aria-describedby", `${input.id}-hint complaint`);
      input.focus();
      return true;
    },
  };
}

function field(label: string, input: HTMLElement, hint: string): HTMLElement {
  input.setAttribute("aria-describedby", `${input.id}-hint`);
  return make(
    "div",
    { class: "field" },
    make("label", { for: input.id }, label),
    input,
    make("p", { class: "hint", id: `${input.id}-hint` }, hint),
  );
}

function checkbox(label: string, input: HTMLElement, hint: string): HTMLElement {
  input.setAttribute("aria-describedby", `${input.id}-hint`);
  return make(
    "div",
    { class: "field" },
    make("label", { class: "tick", for: input.id }, input, label),
    make("p", { class: "hint", id: `${input.id}-hint` }, hint),
  );
}
