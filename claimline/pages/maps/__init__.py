"""Maps of places, drawn at build time.

The outlines are part of the package (``outlines``). ``layout`` places them and the records on a
drawing in whole units. Nothing is fetched, and equal places give equal bytes.
"""

from claimline.pages.maps.layout import MapMark, MapShape, Spot, lay_out

__all__ = ["MapMark", "MapShape", "Spot", "lay_out"]
