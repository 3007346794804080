"""Maps of places, drawn at build time.

The outlines are part of the package (``outlines``). ``frame`` chooses what part of the Earth a map
shows, ``outline_paths`` cuts the outlines to it, and ``layout`` adds a mark for each place, all in
whole units. Nothing is fetched, and equal places give equal bytes.
"""

from claimline.pages.maps.frame import MapSpot
from claimline.pages.maps.layout import MapMark, MapShape, lay_out

__all__ = ["MapMark", "MapShape", "MapSpot", "lay_out"]
