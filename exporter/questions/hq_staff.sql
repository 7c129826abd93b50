-- title: Staff in the country of their company's headquarters
-- columns: company "Company" text, staff "Staff" count
-- window: All clean leads so far, {as_of}
-- measure: staff
-- order: 4
-- A company may have several headquarters: EXISTS counts a lead once, a join would count it once for each.
WITH staffed AS (
  SELECT l.company_id AS company_id, count(*) AS staff
  FROM leads l
  WHERE EXISTS (SELECT 1 FROM companies c WHERE c.company_id = l.company_id AND c.hq_location = l.country)
  GROUP BY l.company_id
),
named AS (
  SELECT c.company_id AS company_id, min(c.company) AS company
  FROM companies c
  WHERE EXISTS (SELECT 1 FROM staffed s WHERE s.company_id = c.company_id)
  GROUP BY c.company_id
)
SELECT n.company AS company, s.staff AS staff
FROM staffed s
JOIN named n ON n.company_id = s.company_id
ORDER BY s.staff DESC, n.company ASC
-- remainder
-- Companies here are the clean rows: a company whose only row is held has no HQ either. Its leads are among those without a match.
WITH unknown AS (
  SELECT count(*) AS leads
  FROM leads l
  WHERE NOT EXISTS (SELECT 1 FROM companies c WHERE c.company_id = l.company_id)
),
unmatched AS (
  SELECT count(*) AS leads
  FROM leads l
  WHERE NOT EXISTS (SELECT 1 FROM companies c WHERE c.company_id = l.company_id AND c.hq_location = l.country)
)
SELECT 'whose company has no HQ in Companies' AS reason, u.leads AS leads
FROM unknown u
UNION ALL
SELECT 'whose country is not an HQ of the company' AS reason, m.leads - u.leads AS leads
FROM unmatched m
CROSS JOIN unknown u
