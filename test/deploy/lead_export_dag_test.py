"""deploy/airflow/lead_export_dag.py without Airflow: stand-ins remember what it builds. Started by airflow.test.ts."""

import json
import os
import shlex
import stat
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


class AirflowFailException(Exception):
    pass


class SmtpNotifier:
    def __init__(self, **options: object) -> None:
        self.options = options


def stand_in(name: str, **members: object) -> None:
    sys.modules[name] = ModuleType(name)
    vars(sys.modules[name]).update(members)


for name in ("airflow", "airflow.providers", "airflow.providers.smtp", "airflow.providers.smtp.notifications"):
    stand_in(name)
stand_in("airflow.sdk", DAG=Dag, task=task)
stand_in("airflow.sdk.exceptions", AirflowFailException=AirflowFailException)
stand_in("airflow.providers.smtp.notifications.smtp", SmtpNotifier=SmtpNotifier)
stand_in("pendulum", datetime=lambda *day, tz: (day, tz))

import lead_export_dag  # noqa: E402

[dag] = Dag.made


class TheDag(unittest.TestCase):
    def test_runs_every_morning_one_at_a_time_and_for_no_day_that_is_past(self) -> None:
        options = dag.options
        self.assertEqual(dag.dag_id, "lead_export")
        self.assertEqual((options["schedule"], options["start_date"][1]), ("0 7 * * *", "Africa/Lagos"))
        self.assertEqual((options["catchup"], options["max_active_runs"]), (False, 1))

    def test_tries_once_more_after_five_minutes_and_mails_then_and_when_it_failed(self) -> None:
        defaults = dag.options["default_args"]
        self.assertEqual((defaults["retries"], defaults["retry_delay"]), (1, timedelta(minutes=5)))
        subjects = [defaults[key].options["subject"] for key in ("on_retry_callback", "on_failure_callback")]
        self.assertEqual(len(set(subjects)), 2)
        for key in ("on_retry_callback", "on_failure_callback"):
            self.assertEqual(defaults[key].options["to"], ["data@example.com"])
            self.assertIn("{{ exception }}", defaults[key].options["html_content"])

    def test_has_one_task_that_keeps_the_answers_out_of_xcom(self) -> None:
        [(options, _)] = dag.tasks
        self.assertIs(options["do_xcom_push"], False)


class TheTask(unittest.TestCase):
    def ended(self, printed: str, code: int) -> tuple[str, str]:
        """What becomes of the task when the program prints this and ends so: a kind of end, and its words."""
        with tempfile.TemporaryDirectory() as folder:
            program = os.path.join(folder, "program")
            with open(program, "w", encoding="utf-8") as file:
                end = "kill -9 $$" if code < 0 else f"exit {code}"
                file.write(f"#!/bin/sh\nprintf %s {shlex.quote(printed)}\n{end}\n")
            os.chmod(program, stat.S_IRWXU)
            lead_export_dag.PROGRAM = program
            [(_, function)] = dag.tasks
            try:
                return "success", str(function())
            except (AirflowFailException, lead_export_dag.MayPass) as error:
                return type(error).__name__, str(error)

    def test_every_failure_of_the_table_waits_or_is_tried_again_as_the_table_says(self) -> None:
        failures = json.loads(os.environ["FAILURES"])
        self.assertGreater(len(failures), 50)
        for exit_code, error in failures:
            with self.subTest(error["code"]):
                # A run that published a copy has both a result and an error.
                printed = json.dumps({"reason": None, "snapshot": "one", "counts": {}, "error": error})
                expected = "MayPass" if error["may_pass"] else "AirflowFailException"
                self.assertEqual(self.ended(printed, exit_code), (expected, f"{error['code']} (exit {exit_code})"))
                if exit_code in (2, 3, 4):
                    self.assertEqual(expected, "AirflowFailException")

    def test_what_was_published_is_success_and_returns_nothing(self) -> None:
        printed = json.dumps({"reason": None, "snapshot": "one", "counts": {}, "answers": {"a": [1]}})
        self.assertEqual(self.ended(printed, 0), ("success", "None"))

    def test_a_program_that_is_killed_is_tried_again(self) -> None:
        for printed in ("", '{"published": tr'):
            self.assertEqual(self.ended(printed, -9)[0], "MayPass")


unittest.main()
