"""Runs the statements of plans in order, and writes what they answered. Knows nothing of leads.

    spark-submit lead_export_spark.py PLAN SAID [PLAN SAID ...]
    python3 lead_export_spark.py -          the pairs come as lines on standard input, two words each

A plan is a JSON file: {"conf": {}, "steps": [{"name", "kind", "sql", "args"}]}. Paths may be of any file system that Spark knows.
"""
import json
import sys
import time
from datetime import date, datetime, timezone

from pyspark.sql import SparkSession

LONGEST_ERROR = 20000


def read(spark, path):
    jvm = spark._jvm
    place = jvm.org.apache.hadoop.fs.Path(path)
    stream = place.getFileSystem(spark._jsc.hadoopConfiguration()).open(place)
    return bytes(jvm.org.apache.commons.io.IOUtils.toByteArray(stream)).decode("utf-8")


def write(spark, path, text):
    place = spark._jvm.org.apache.hadoop.fs.Path(path)
    stream = place.getFileSystem(spark._jsc.hadoopConfiguration()).create(place, True)
    stream.write(bytearray(text, "utf-8"))
    stream.close()


def argument(value):
    if "timestamp" in value:
        return datetime.fromtimestamp(int(value["timestamp"]) / 1e6, timezone.utc)
    return date.fromisoformat(value["date"])


def run(spark, plan):
    """Returns what came of a plan, as exporter/spark/plan.ts says."""
    for name, value in plan["conf"].items():
        spark.conf.set(name, value)
    steps = []
    values = {}
    for number, step in enumerate(plan["steps"]):
        began = time.time()
        spark.sparkContext.setJobDescription(step["name"])
        try:
            sql = step["sql"]
            for name, text in values.items():
                sql = sql.replace("${%s}" % name, text)
            frame = spark.sql(sql, args={name: argument(value) for name, value in step.get("args", {}).items()})
            rows = [] if step["kind"] == "run" else [json.loads(row.row) for row in frame.selectExpr("to_json(struct(*)) AS row").collect()]
        except Exception as error:
            return {"steps": steps, "failure": {"step": step["name"], "error": str(error)[:LONGEST_ERROR]}}
        steps.append({"name": step["name"], "rows": rows, "seconds": round(time.time() - began, 3)})
        print("lead-export step %d of %d: %s" % (number + 1, len(plan["steps"]), step["name"]), flush=True)
        if step["kind"] == "value":
            values[step["name"]] = rows[0]["value"]
        if step["kind"] == "check" and rows[0]["ok"] is not True:
            return {"steps": steps, "failure": {"step": step["name"], "error": json.dumps(rows[0])}}
    return {"steps": steps, "failure": None}


def main():
    spark = SparkSession.builder.appName("lead-export").getOrCreate()
    given = sys.argv[1:]
    pairs = (line.split() for line in sys.stdin) if given == ["-"] else zip(given[::2], given[1::2])
    isWell = True
    for plan, said in pairs:
        came = run(spark.newSession(), json.loads(read(spark, plan)))
        write(spark, said, json.dumps(came))
        isWell = isWell and came["failure"] is None
        print("lead-export said: %s" % said, flush=True)
    spark.stop()
    return 0 if isWell else 1


if __name__ == "__main__":
    sys.exit(main())
