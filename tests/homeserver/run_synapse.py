"""
Synapse on a leash: `python run_synapse.py -c <configuration>`. With CLOCK_OFFSET its clock is so many seconds
fast, or slow if that is negative.
"""

import os
import time

from leash import end_with_input, end_with_starter

end_with_starter()
end_with_input()

read_clock = time.time
clock_offset = float(os.environ.get("CLOCK_OFFSET", "0"))
time.time = lambda: read_clock() + clock_offset

from synapse.app.homeserver import main  # noqa: E402
from synapse.storage.engines.sqlite import Sqlite3Engine  # noqa: E402

open_durably = Sqlite3Engine.on_new_connection


def open_quickly(self, db_conn) -> None:
    """The data need not outlive the machine, so nothing waits for the disk; a killed process loses nothing."""
    open_durably(self, db_conn)
    db_conn.execute("PRAGMA synchronous = OFF;")


Sqlite3Engine.on_new_connection = open_quickly

if __name__ == "__main__":
    main()
