/** The id of the workbook that the script runs in. */
export function documentId(): string {
  return SpreadsheetApp.getActive().getId();
}
