import { RELEASE_WORDS } from "../../words/sidebar/export";
import { confirmPanel } from "../confirm";
import { button, make } from "../dom";

/** The form by which an allowed person publishes what the guard stopped: a reason, then a second question. */
export function releaseForm(cleanLeads: number, release: (reason: string) => void): HTMLElement {
  const reason = make("textarea", { id: "reason", rows: "2", "data-key": "reason", "aria-describedby": "reason-hint" });
  const complaint = make("p", { class: "complaint", role: "alert" });
  const form = make(
    "form",
    { class: "card release", novalidate: "", "aria-label": RELEASE_WORDS.release },
    make("h3", {}, RELEASE_WORDS.title),
    make(
      "div",
      { class: "field" },
      make("label", { for: "reason" }, RELEASE_WORDS.reason),
      reason,
      make("p", { class: "hint", id: "reason-hint" }, RELEASE_WORDS.hint),
      complaint,
    ),
  );
  const opener = button(RELEASE_WORDS.release, "tonal", "release", () => {
    const text = reason.value.trim();
    complaint.textContent = text === "" ? RELEASE_WORDS.noReason : "";
    reason.toggleAttribute("aria-invalid", text === "");
    if (text === "") return reason.focus();
    form.querySelector(".confirm")?.remove();
    const sentence = RELEASE_WORDS.sure({ leads: cleanLeads });
    const confirm = confirmPanel(opener, { sentence, yes: RELEASE_WORDS.yes }, () => release(text));
    form.append(confirm);
    confirm.focus();
  });
  form.append(opener);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    opener.click();
  });
  return form;
}
