"""``python -m claimline.reference [FOLDER]`` writes the reference pages."""

import sys
from pathlib import Path

from claimline.reference import write

write(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"))
