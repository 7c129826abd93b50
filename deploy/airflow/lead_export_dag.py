"""Lead Export under Airflow 3: one run a day, at 07:00 in the workbook's zone. docs/running.md says how to install it."""

import subprocess
from datetime import timedelta

from airflow.sdk import DAG, task
from lead_export_tasks import DAILY, run_words, tell_end

with DAG("lead_export", description="Checks the leads, publishes a snapshot, answers the questions", **DAILY):

    @task(task_id="lead_export", execution_timeout=timedelta(hours=1), do_xcom_push=False)
    def lead_export() -> None:
        """Runs `lead-export run` to its end."""
        # What it says while it runs goes to the task's log as it comes.
        ended = subprocess.run(run_words(), stdout=subprocess.PIPE, text=True, check=False)
        tell_end(ended.stdout)

    lead_export()
