"""One whole run of Lead Export as one Spark application.

    spark-submit lead_export_application.py RESULT PROGRAM [WORD ...]

PROGRAM is started with the words, on Spark: what it gives to spark-submit, the session of this application carries out. So the lock, the guard
before and the proof after stay with the one process that publishes. What it prints is written to the file RESULT; the exit code is its own.
The application runs in client mode: PROGRAM and the folder of the snapshots are on the driver's machine.
"""

import contextlib
import importlib.util
import io
import json
import os
import shlex
import subprocess
import sys
import tempfile
import threading
import traceback
from multiprocessing.connection import Client, Connection, Listener


def hand_over(address: str, words: list[str]) -> None:
    """Takes the place of spark-submit in PROGRAM's eyes: passes its last words on, and says what comes back."""
    with Client(address, "AF_UNIX") as application:
        application.send(words[-3:])
        for text in iter(application.recv, None):
            print(text, end="", flush=True)


class ToCaller(io.TextIOBase):
    """What is printed goes to who asked."""

    def __init__(self, caller: Connection) -> None:
        self.caller = caller

    def write(self, text: str) -> int:
        self.caller.send(text)
        return len(text)


def carry_out(spark, caller: Connection) -> None:
    """Runs one plan. `program`: the one that PROGRAM would have submitted, which knows how."""
    program, plan, said = caller.recv()
    spec = importlib.util.spec_from_file_location("lead_export_spark", program)
    plans = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(plans)
    with contextlib.redirect_stdout(ToCaller(caller)):
        came = plans.run(spark.newSession(), json.loads(plans.read(spark, plan)))
    plans.write(spark, said, json.dumps(came))


def serve(spark, listener: Listener) -> None:
    """One plan after the other, as PROGRAM sends them. One that fails is told by what it does not say."""
    while True:
        with listener.accept() as caller:
            try:
                carry_out(spark, caller)
            except Exception:
                traceback.print_exc()
            caller.send(None)


def main(result: str, words: list[str]) -> int:
    from pyspark.sql import SparkSession

    spark = SparkSession.builder.appName("lead-export").getOrCreate()
    # Nobody else may enter this folder.
    with tempfile.TemporaryDirectory() as folder:
        address, submit = os.path.join(folder, "plans"), os.path.join(folder, "spark-submit")
        with open(submit, "w", encoding="utf-8") as script:
            command = shlex.join([sys.executable, os.path.abspath(__file__), "--hand-over", address])
            script.write(f'#!/bin/sh\nexec {command} "$@"\n')
        os.chmod(submit, 0o700)
        with Listener(address, "AF_UNIX") as listener:
            threading.Thread(target=serve, args=(spark, listener), daemon=True).start()
            here = ["--engine", "spark", "--master", spark.sparkContext.master, "--spark-submit", submit]
            ended = subprocess.run([*words, *here], stdout=subprocess.PIPE, text=True, check=False)
    with open(result, "w", encoding="utf-8") as file:
        file.write(ended.stdout)
    spark.stop()
    return ended.returncode if ended.returncode >= 0 else 1


if __name__ == "__main__":
    if sys.argv[1] == "--hand-over":
        hand_over(sys.argv[2], sys.argv[3:])
    else:
        sys.exit(main(sys.argv[1], sys.argv[2:]))
