/** Whose rights this runs with: the person in front of the sheet, or the owner of the trigger. '' when Google does not say. */
export function effectiveUser(): string {
  return Session.getEffectiveUser().getEmail();
}
