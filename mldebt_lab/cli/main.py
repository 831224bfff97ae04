"""Where the program ``mldebt`` starts."""

import signal
import sys


def main() -> None:
    """Run the program and end the process with its exit code."""
    # Before there is anything to end cleanly, an interrupt just ends the process, and does not show what was loading.
    handler = signal.signal(signal.SIGINT, signal.SIG_DFL)
    from mldebt_lab.cli.commands import run

    signal.signal(signal.SIGINT, handler)
    sys.exit(run(sys.argv[1:]))
