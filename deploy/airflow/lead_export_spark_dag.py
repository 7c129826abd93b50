"""Lead Export on Spark under Airflow 3: the same daily run as one Spark application. docs/running.md says how to install it."""

import os
import tempfile
from datetime import timedelta
from pathlib import Path

from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator
from airflow.sdk import DAG
from airflow.sdk.exceptions import AirflowException
from lead_export_tasks import DAILY, run_words, tell_end


class LeadExportOnSpark(SparkSubmitOperator):
    """Submits a whole run as one application, and ends as the other DAG's task does."""

    def execute(self, context) -> None:
        with tempfile.TemporaryDirectory() as folder:
            result = Path(folder, "result.json")
            self.application_args = [str(result), *run_words()]
            try:
                super().execute(context)
            except AirflowException as error:
                # The operator's own sentence has the whole command in it, and the last lines of the log.
                print(error)
            tell_end(result.read_text() if result.exists() else "")


with DAG("lead_export_spark", description="The same on Spark", **DAILY):
    LeadExportOnSpark(
        task_id="lead_export",
        application=str(Path(__file__).with_name("lead_export_application.py")),
        conn_id=os.environ.get("LEAD_EXPORT_SPARK_CONNECTION", "spark_default"),
        # The program is started beside the driver, and its files are this machine's.
        deploy_mode="client",
        name="lead-export",
        execution_timeout=timedelta(hours=6),
        do_xcom_push=False,
    )
