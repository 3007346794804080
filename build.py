"""Builds the investigation in this folder: ``python build.py`` writes ``site/``."""

import sys
from pathlib import Path

try:
    from claimline.cli import main
except ImportError as error:
    if sys.version_info >= (3, 11) and (error.name or "claimline").startswith("claimline"):
        raise
    need = "Python 3.11 or later" if sys.version_info < (3, 11) else f"the package {error.name}"
    hint = 'run "make site", or "python -m pip install -e ." first'
    print(f"build.py: this Python has not got {need}; {hint}", file=sys.stderr)
    sys.exit(2)

if __name__ == "__main__":
    main(Path(__file__).resolve().parent)
