"""deploy/airflow/ without Airflow: stand-ins remember what its DAGs build. Started by airflow.test.ts."""

import json
import os
import shlex
import stat
import subprocess
import sys
import tempfile
import unittest
from datetime import timedelta
from types import ModuleType


class Dag:
    """Remembers how it was made."""

    made: list["Dag"] = []

    def __init__(self, dag_id: str, **options: object) -> None:
        self.dag_id, self.options, self.tasks = dag_id, options, []
        Dag.made.append(self)

    def __enter__(self) -> "Dag":
        return self

    def __exit__(self, *_: object) -> None:
        pass


def task(**options: object):
    """A task is remembered when its function is called inside the DAG."""
    return lambda function: lambda: Dag.made[-1].tasks.append((options, function))


class SparkSubmitOperator:
    """Remembers how it was made. Runs what the application of its arguments would run, and ends as spark-submit does."""

    def __init__(self, **options: object) -> None:
        self.options = options
        Dag.made[-1].tasks.append((options, lambda: self.execute({})))

    def execute(self, context: object) -> None:
        result, *words = self.application_args
        ended = subprocess.run(words, stdout=subprocess.PIPE, text=True, check=False)
        if ended.returncode >= 0:
            with open(result, "w", encoding="utf-8") as file:
                file.write(ended.stdout)
        if ended.returncode != 0:
            raise AirflowException(f"Cannot execute. Error code is: {ended.returncode}.")


class AirflowException(Exception):
    pass


class AirflowFailException(AirflowException):
    pass


class SmtpNotifier:
    def __init__(self, **options: object) -> None:
        self.options = options


def stand_in(name: str, **members: object) -> None:
    sys.modules[name] = ModuleType(name)
    vars(sys.modules[name]).update(members)


for name in ("airflow", "airflow.providers", "airflow.providers.smtp", "airflow.providers.smtp.notifications"):
    stand_in(name)
for name in ("airflow.providers.apache", "airflow.providers.apache.spark", "airflow.providers.apache.spark.operators"):
    stand_in(name)
stand_in("airflow.sdk", DAG=Dag, task=task)
stand_in("airflow.sdk.exceptions", AirflowException=AirflowException, AirflowFailException=AirflowFailException)
stand_in("airflow.providers.apache.spark.operators.spark_submit", SparkSubmitOperator=SparkSubmitOperator)
stand_in("airflow.providers.smtp.notifications.smtp", SmtpNotifier=SmtpNotifier)
stand_in("pendulum", datetime=lambda *day, tz: (day, tz))

import lead_export_dag  # noqa: E402, F401
import lead_export_spark_dag  # noqa: E402, F401
import lead_export_tasks  # noqa: E402


class TheDags(unittest.TestCase):
    def test_are_two_that_run_every_morning_one_at_a_time_and_for_no_day_that_is_past(self) -> None:
        self.assertEqual([dag.dag_id for dag in Dag.made], ["lead_export", "lead_export_spark"])
        for dag in Dag.made:
            options = dag.options
            self.assertEqual((options["schedule"], options["start_date"][1]), ("0 7 * * *", "Africa/Lagos"))
            self.assertEqual((options["catchup"], options["max_active_runs"]), (False, 1))

    def test_try_once_more_after_five_minutes_and_mail_then_and_when_they_failed(self) -> None:
        for dag in Dag.made:
            defaults = dag.options["default_args"]
            self.assertEqual((defaults["retries"], defaults["retry_delay"]), (1, timedelta(minutes=5)))
            subjects = [defaults[key].options["subject"] for key in ("on_retry_callback", "on_failure_callback")]
            self.assertEqual(len(set(subjects)), 2)
            for key in ("on_retry_callback", "on_failure_callback"):
                self.assertEqual(defaults[key].options["to"], ["data@example.com"])
                self.assertIn("{{ exception }}", defaults[key].options["html_content"])

    def test_have_one_task_each_that_keeps_the_answers_out_of_xcom(self) -> None:
        for dag in Dag.made:
            [(options, _)] = dag.tasks
            self.assertIs(options["do_xcom_push"], False)

    def test_submits_the_application_beside_it_where_its_driver_sees_this_machine(self) -> None:
        [(options, _)] = Dag.made[1].tasks
        self.assertTrue(os.path.isfile(options["application"]))
        self.assertEqual((options["deploy_mode"], options["conn_id"]), ("client", "spark_default"))


class TheTasks(unittest.TestCase):
    def ended(self, printed: str, code: int) -> tuple[str, str]:
        """What becomes of both tasks when the program prints this and ends so: a kind of end, and its words."""
        with tempfile.TemporaryDirectory() as folder:
            program = os.path.join(folder, "program")
            with open(program, "w", encoding="utf-8") as file:
                end = "kill -9 $$" if code < 0 else f"exit {code}"
                file.write(f"#!/bin/sh\nprintf %s {shlex.quote(printed)}\n{end}\n")
            os.chmod(program, stat.S_IRWXU)
            lead_export_tasks.PROGRAM = program
            ends = [self.end_of(dag) for dag in Dag.made]
        self.assertEqual(ends[0], ends[1])
        return ends[0]

    def end_of(self, dag: Dag) -> tuple[str, str]:
        [(_, function)] = dag.tasks
        try:
            return "success", str(function())
        except (AirflowFailException, lead_export_tasks.MayPass) as error:
            return type(error).__name__, str(error)

    def test_every_failure_of_the_table_waits_or_is_tried_again_as_the_table_says(self) -> None:
        failures = json.loads(os.environ["FAILURES"])
        self.assertGreater(len(failures), 50)
        for exit_code, error in failures:
            with self.subTest(error["code"]):
                # A run that published a copy has both a result and an error.
                printed = json.dumps({"reason": None, "snapshot": "one", "counts": {}, "error": error})
                expected = "MayPass" if error["may_pass"] else "AirflowFailException"
                self.assertEqual(self.ended(printed, exit_code), (expected, error["code"]))
                if exit_code in (2, 3, 4):
                    self.assertEqual(expected, "AirflowFailException")

    def test_what_was_published_is_success_and_returns_nothing(self) -> None:
        printed = json.dumps({"reason": None, "snapshot": "one", "counts": {}, "answers": {"a": [1]}})
        self.assertEqual(self.ended(printed, 0), ("success", "None"))

    def test_a_program_that_is_killed_is_tried_again(self) -> None:
        for printed in ("", '{"published": tr'):
            self.assertEqual(self.ended(printed, -9)[0], "MayPass")


unittest.main()
