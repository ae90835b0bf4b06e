"""`python -m dogbreed` and the command `dogbreed`: the command line, which Ctrl-C ends without a traceback."""

import sys

from dogbreed.commands.stoppable import ending_at_once, say_stopped


def main() -> None:
    """Load the command line, which takes a moment, and run it."""
    try:
        with ending_at_once():
            from dogbreed import cli  # noqa: PLC0415
        cli.main()
    except KeyboardInterrupt:
        sys.exit(say_stopped())


if __name__ == "__main__":
    main()
