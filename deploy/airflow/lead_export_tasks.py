"""What the DAGs of Lead Export share: settings, mails, and what becomes of a run. Beside them in the folder of the DAGs."""

import json
import os
from datetime import timedelta

import pendulum
from airflow.providers.smtp.notifications.smtp import SmtpNotifier
from airflow.sdk.exceptions import AirflowFailException

PROGRAM = os.environ.get("LEAD_EXPORT_PROGRAM", "lead-export")
CONFIG = os.environ.get("LEAD_EXPORT_CONFIG", "/etc/lead-export/lead-export.config.json")
# The workbook's zone.
ZONE = os.environ.get("LEAD_EXPORT_ZONE", "Africa/Lagos")
MAIL_FROM = os.environ.get("LEAD_EXPORT_MAIL_FROM", "leads@example.com")
MAIL_TO = os.environ.get("LEAD_EXPORT_MAIL_TO", "data@example.com").split(",")
# Tests cannot wait for five minutes.
RETRY_DELAY = timedelta(milliseconds=int(os.environ.get("LEAD_EXPORT_RETRY_MS", "300000")))


class MayPass(Exception):
    """The run failed with something that may pass by itself: Airflow tries again."""


def mail(what: str) -> SmtpNotifier:
    """A mail with the failure's code and no words of a cell; the task's log has the whole sentence and the way out."""
    return SmtpNotifier(
        from_email=MAIL_FROM,
        to=MAIL_TO,
        subject=f"Lead Export {what} ({{{{ ti.dag_id }}}})",
        html_content="<p>{{ exception }}</p><p>docs/errors.md says what to do. Try {{ ti.try_number }} of the task "
        "{{ ti.task_id }}, run {{ run_id }}.</p>",
    )


# Once a day, at 07:00 in the workbook's zone, and for no day that is past.
DAILY = {
    "schedule": "0 7 * * *",
    "start_date": pendulum.datetime(2026, 1, 1, tz=ZONE),
    "catchup": False,
    # One folder has one publisher.
    "max_active_runs": 1,
    "default_args": {
        "retries": 1,
        "retry_delay": RETRY_DELAY,
        "on_retry_callback": mail("failed, and is tried again"),
        "on_failure_callback": mail("failed"),
    },
}


def run_words() -> list[str]:
    """The command of one run."""
    return [PROGRAM, "run", "--json", "--config", CONFIG]


def tell_end(printed: str) -> None:
    """Says what became of a run that printed this. Nothing is returned: the answers are in the snapshot, and not in XCom."""
    try:
        result = json.loads(printed)
    except ValueError:
        # Killed, or not the program at all.
        raise MayPass(f"{PROGRAM} ended without a result") from None
    error = result.get("error")
    if error is None:
        print(result["reason"] or f"Published snapshot {result['snapshot']}.", json.dumps(result["counts"]))
        return
    print(f"{error['code']}: {error['sentence']}\n{error['way_out']}")
    # Exits 2, 3 and 4 never pass by themselves; 1 and 5 may or may not.
    raise (MayPass if error["may_pass"] else AirflowFailException)(error["code"])
