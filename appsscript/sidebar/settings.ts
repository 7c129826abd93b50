import type { Settings } from "../rpc";
import { MENU } from "../words/menu";
import { FORM_WORDS } from "../words/sidebar/settings";
import { CallFailure, call } from "./call";
import { button, make, setBusy } from "./dom";
import { failurePanel } from "./failure";
import { announce } from "./live";
import { redraw } from "./redraw";
import { settingsForm } from "./settings-form";
import type { View } from "./view";

/** The settings of this workbook's add-on. */
export function settingsView(): View {
  let form: ReturnType<typeof settingsForm> | null = null;
  let loading = false;
  const body = make("div", {});
  const problem = make("div", {});
  const feedback = make("p", { class: "feedback" });
  const save = button(FORM_WORDS.save, "primary", "save", () => void store());
  const panel = make("section", {}, make("header", { class: "head" }, make("h1", {}, MENU.settings)), body);

  async function load(): Promise<void> {
    loading = true;
    redraw(body, make("p", { class: "busy" }, FORM_WORDS.reading));
    const answer = await call("settings");
    loading = false;
    if (answer instanceof CallFailure) redraw(body, failurePanel(answer, load));
    else show(answer);
  }

  function show(settings: Settings): void {
    form = settingsForm(settings, () => {
      feedback.textContent = form!.changed() ? FORM_WORDS.notSaved : "";
    });
    form.element.append(problem, make("div", { class: "save" }, save, feedback));
    form.element.addEventListener("submit", (event) => {
      event.preventDefault();
      save.click();
    });
    redraw(body, form.element);
  }

  async function store(): Promise<void> {
    const sent = form!.read();
    form!.clearComplaint();
    redraw(problem);
    setBusy(save, true);
    feedback.textContent = FORM_WORDS.saving;
    const answer = await call("saveSettings", sent);
    setBusy(save, false);
    if (!(answer instanceof CallFailure)) {
      form!.stored(sent, answer);
      feedback.textContent = form!.changed() ? FORM_WORDS.notSaved : FORM_WORDS.saved;
      return announce(FORM_WORDS.announceSaved);
    }
    feedback.textContent = FORM_WORDS.notSaved;
    if (answer.said.code === "SETTINGS_BAD" && form!.complain(answer.said)) return;
    redraw(problem, failurePanel(answer, answer.said.code === "SETTINGS_BAD" ? null : store));
  }

  return { panel, shown: () => void (form === null && !loading && load()), hidden: () => {} };
}
