"""``python -m claimline.reference [FOLDER]`` writes the reference pages.

``python -m claimline.reference patterns [FOLDER]`` writes the pattern pages of the theme.
"""

import sys
from pathlib import Path

from claimline.reference import write, write_patterns

if sys.argv[1:2] == ["patterns"]:
    write_patterns(Path(sys.argv[2] if len(sys.argv) > 2 else "build/patterns"))
else:
    write(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"))
