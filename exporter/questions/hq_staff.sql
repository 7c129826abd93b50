-- title: Staff in the country of their company's headquarters
-- columns: company "Company" text, staff "Staff" count
-- window: All clean leads so far, {as_of}
-- measure: staff
-- order: 4
-- A company with several headquarters has several rows, which may differ in how they write its name.
SELECT min(c.company) AS company, s.staff AS staff
FROM (
  SELECT company_id, count(*) AS staff
  FROM leads
  WHERE at_hq
  GROUP BY company_id
) s
JOIN companies c ON c.company_id = s.company_id
GROUP BY s.company_id, s.staff
ORDER BY staff DESC, company ASC
-- remainder
-- Companies here are the clean rows: a company whose only row is held has no HQ either, and `at_hq` is null.
WITH counted AS (
  SELECT count(*) - count(at_hq) AS nowhere, count(CASE WHEN NOT at_hq THEN 1 END) AS elsewhere
  FROM leads
)
SELECT 'whose company has no HQ in Companies' AS reason, nowhere AS leads
FROM counted
UNION ALL
SELECT 'whose country is not an HQ of the company' AS reason, elsewhere AS leads
FROM counted
