-- title: Leads captured in the past 10 days
-- columns: day "Day" day, leads "Leads" count
-- chart: bar day leads
-- window: {ten_days_start} to {as_of}
-- measure: leads
-- order: 2
SELECT d.day AS day, CAST(coalesce(n.leads, 0) AS BIGINT) AS leads
FROM days d
LEFT JOIN (
  SELECT captured_date, count(*) AS leads
  FROM leads
  WHERE captured_date >= CAST(:ten_days_start AS DATE) AND operator_timestamp <= :as_of
  GROUP BY captured_date
) n ON n.captured_date = d.day
WHERE d.in_past_10_days
ORDER BY d.day ASC
-- remainder
SELECT 'captured before {ten_days_start}' AS reason, count(*) AS leads
FROM leads
WHERE captured_date < CAST(:ten_days_start AS DATE)
UNION ALL
SELECT 'captured after the as-of instant' AS reason, count(*) AS leads
FROM leads
WHERE operator_timestamp > :as_of OR captured_date > CAST(:today AS DATE)
