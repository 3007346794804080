"""What went wrong, where, why and what to do: the one way in which every stage speaks."""

from claimline.diagnostics.codes import RULES, Code, Level, Rule
from claimline.diagnostics.nearest import did_you_mean
from claimline.diagnostics.report import Diagnostic, Location, Report

__all__ = ["RULES", "Code", "Diagnostic", "Level", "Location", "Report", "Rule", "did_you_mean"]
