import { count } from "../../../shared/numbers";
import { confirmPanel } from "../confirm";
import { button, make } from "../dom";

/** The form by which an allowed person publishes what the guard stopped: a reason, then a second question. */
export function releaseForm(cleanLeads: number, release: (reason: string) => void): HTMLElement {
  const reason = make("textarea", { id: "reason", rows: "2", "data-key": "reason", "aria-describedby": "reason-hint" });
  const complaint = make("p", { class: "complaint", role: "alert" });
  const form = make(
    "form",
    { class: "card release", novalidate: "", "aria-label": "Release" },
    make("h3", {}, "Is it right after all?"),
    make(
      "div",
      { class: "field" },
      make("label", { for: "reason" }, "Reason"),
      reason,
      make("p", { class: "hint", id: "reason-hint" }, "Kept with the export, for those who ask later."),
      complaint,
    ),
  );
  const opener = button("Release", "tonal", "release", () => {
    const text = reason.value.trim();
    complaint.textContent = text === "" ? "Write a reason first." : "";
    reason.toggleAttribute("aria-invalid", text === "");
    if (text === "") return reason.focus();
    form.querySelector(".confirm")?.remove();
    const sentence = `Publish ${count(cleanLeads)} clean leads in place of the current ones?`;
    const confirm = confirmPanel(opener, { sentence, yes: "Publish" }, () => release(text));
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
