-- title: Leads per month
-- columns: month "Month" month, leads "Leads" count
-- chart: bar month leads
-- window: {year_start} to {as_of}
-- measure: leads
-- order: 1
SELECT d.month AS month, CAST(coalesce(sum(n.leads), 0) AS BIGINT) AS leads
FROM days d
LEFT JOIN (
  SELECT captured_date, count(*) AS leads
  FROM leads
  WHERE captured_date >= CAST(:year_start AS DATE) AND operator_timestamp <= :as_of
  GROUP BY captured_date
) n ON n.captured_date = d.day
WHERE d.in_year
GROUP BY d.month
ORDER BY d.month ASC
-- remainder
SELECT 'captured before {year_start}' AS reason, count(*) AS leads
FROM leads
WHERE captured_date < CAST(:year_start AS DATE)
UNION ALL
SELECT 'captured after the as-of instant' AS reason, count(*) AS leads
FROM leads
WHERE operator_timestamp > :as_of OR captured_date > CAST(:today AS DATE)
