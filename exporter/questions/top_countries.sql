-- title: Countries with most leads
-- columns: rank "Rank" number, country "Country" text, country_code "Code" text, leads "Leads" count
-- chart: horizontal-bar country leads
-- window: All clean leads so far, {as_of}
-- measure: leads
-- order: 3
SELECT CAST(r.place AS INT) AS rank, r.country AS country, r.country_code AS country_code, r.leads AS leads
FROM (
  SELECT c.country, c.country_code, c.leads, row_number() OVER (ORDER BY c.leads DESC, c.country ASC) AS place
  FROM (
    SELECT country, any_value(country_code) AS country_code, count(*) AS leads
    FROM leads
    GROUP BY country
  ) c
) r
WHERE r.place <= 20
ORDER BY r.place ASC
-- remainder
-- `answer` is the answer above.
WITH below AS (
  SELECT l.country AS country, l.leads AS leads
  FROM (SELECT country, count(*) AS leads FROM leads GROUP BY country) l
  WHERE NOT EXISTS (SELECT 1 FROM answer a WHERE a.country = l.country)
),
cut AS (
  SELECT b.leads AS leads, count(*) AS countries
  FROM below b
  WHERE b.leads = (SELECT min(a.leads) FROM answer a)
  GROUP BY b.leads
)
SELECT 'in countries below the 20 shown' AS reason, CAST(coalesce(sum(b.leads), 0) AS BIGINT) AS leads
FROM below b
UNION ALL
SELECT
  concat(
    CAST(c.countries AS STRING),
    CASE WHEN c.countries = 1 THEN ' more country has ' ELSE ' more countries have ' END,
    CAST(c.leads AS STRING),
    CASE WHEN c.leads = 1 THEN ' lead' ELSE ' leads' END,
    CASE WHEN c.countries = 1 THEN '' ELSE ' each' END,
    ', as many as rank 20'
  ) AS reason,
  CAST(NULL AS BIGINT) AS leads
FROM cut c
