"""The same job as it is written by hand today: read, drop duplicates, four queries, write. No rules, no accounting, no reasons.

    spark-submit plain_spark.py LEADS COMPANIES OUT AS_OF
"""
import sys

from pyspark.sql import SparkSession, functions as f

leads_path, companies_path, out, as_of = sys.argv[1:]
spark = SparkSession.builder.appName("plain").config("spark.sql.session.timeZone", "Africa/Lagos").getOrCreate()
now = f.lit(as_of).cast("timestamp")

leads = (
    spark.read.csv(leads_path, header=True)
    .toDF("company", "first_name", "last_name", "title", "country", "captured")
    .withColumn("captured", f.expr("try_cast(captured AS TIMESTAMP)"))
    .dropna()
    .dropDuplicates(["company", "first_name", "last_name", "country"])
)
companies = spark.read.csv(companies_path, header=True).toDF("company", "hq_location").dropna().dropDuplicates()
leads.write.mode("overwrite").parquet(f"{out}/leads")
companies.write.mode("overwrite").parquet(f"{out}/companies")

leads = spark.read.parquet(f"{out}/leads")
companies = spark.read.parquet(f"{out}/companies")
answers = {
    "leads_per_month": leads.where(f.year("captured") == f.year(now)).groupBy(f.month("captured").alias("month")).count().orderBy("month"),
    "leads_past_10_days": leads.where(f.col("captured") >= f.date_sub(f.to_date(now), 9)).groupBy(f.to_date("captured").alias("day")).count().orderBy("day"),
    "top_countries": leads.groupBy("country").count().orderBy(f.desc("count"), "country").limit(20),
    "hq_staff": leads.join(companies, [leads.company == companies.company, leads.country == companies.hq_location], "left_semi")
    .groupBy("company")
    .count()
    .orderBy(f.desc("count"), "company"),
}
for name, answer in answers.items():
    answer.coalesce(1).write.mode("overwrite").parquet(f"{out}/answers/{name}")
spark.stop()
