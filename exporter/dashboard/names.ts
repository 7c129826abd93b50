/** `company_id` and `company` of the companies in a table, each named as in the answers: by the first of the spellings its clean rows have. */
export function namesOf(table: string): string {
  return `(
    SELECT company_id, min(company) AS company
    FROM companies JOIN (SELECT DISTINCT company_id FROM ${table}) USING (company_id)
    GROUP BY company_id
  )`;
}
