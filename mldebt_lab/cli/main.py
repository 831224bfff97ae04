"""Where the program ``mldebt`` starts."""

import gc
import signal
import sys


def main() -> None:
    """Run the program and end the process with its exit code."""
    # Syntax trees are many small objects and no garbage; looking through them as often as is usual takes a fifth of the
    # time.
    gc.set_threshold(200_000, 10, 100)
    # Before there is anything to end cleanly, an interrupt just ends the process, and does not show what was loading.
    handler = signal.signal(signal.SIGINT, signal.SIG_DFL)
    from mldebt_lab.cli.commands import run

    signal.signal(signal.SIGINT, handler)
    code = run(sys.argv[1:])
    gc.freeze()  # what is left ends with the process: it need not be looked through once more
    sys.exit(code)
