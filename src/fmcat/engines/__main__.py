"""Compiles JSON Lines into a data set on Spark: `python -m fmcat.engines LINES... FOLDER`, or with `spark-submit`."""

import argparse
import sys
from pathlib import Path

from fmcat.errors import FmcatError
from fmcat.extras import require
from fmcat.messages import say
from fmcat.registry.locate import WITH_MODELS, bundled, find_layers


def main() -> int:
    """Run the job; returns its exit code."""
    parser = argparse.ArgumentParser("python -m fmcat.engines", description="Compile JSON Lines into a data set.")
    parser.add_argument("lines", nargs="+", metavar="LINES", help="files, folders or patterns of JSON Lines")
    parser.add_argument("folder", metavar="FOLDER", help="the data set, a new or empty folder")
    parser.add_argument("--master", help="a Spark master; else that of the configuration, or this machine")
    parser.add_argument("--registry", action="append", default=[], type=Path, help="a registry below the lines")
    parser.add_argument("--only", action="store_true", help="without the models of the bundled registry")
    asked = parser.parse_args()
    try:
        job = require("fmcat.engines.job", "spark", say("compiling on Spark"))
        words_only = asked.only and not asked.registry
        layers = [bundled(WITH_MODELS)] if words_only else find_layers(asked.registry, asked.only)
        job.compile_lines(job.session(asked.master), asked.lines, asked.folder, layers)
    except FmcatError as error:
        sys.stderr.write("".join(f"{line}\n" for line in (error.message, *error.details)))
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
