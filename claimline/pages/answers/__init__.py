"""Pictures of the answers to a question: on a line of numbers, on a line of time, on a compass.

A picture shows each different answer once. What is no number, time or direction is in the list of
answers alone. No answer is picked as right.

The places on a line are parts of its width, in percent, so that a line is as wide as its page. The
layout keeps labels apart on a line of ``NARROW`` pixels or more. A compass has a fixed size.
"""

from claimline.pages.answers.compass import Compass, compass
from claimline.pages.answers.line import NARROW, Extent, Line, Tick
from claimline.pages.answers.number_line import number_line
from claimline.pages.answers.time_line import time_line

__all__ = ["NARROW", "Compass", "Extent", "Line", "Tick", "compass", "number_line", "time_line"]
