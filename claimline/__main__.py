"""Runs the command line as ``python -m claimline``."""

from claimline.cli import main

main()
