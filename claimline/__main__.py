"""``python -m claimline`` is the command line."""

from claimline.cli import main

main()
