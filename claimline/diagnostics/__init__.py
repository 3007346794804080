"""Diagnostics: what is wrong, where, why and what to do. Every stage reports with them."""

from claimline.diagnostics.codes import Code
from claimline.diagnostics.levels import Level
from claimline.diagnostics.nearest import did_you_mean
from claimline.diagnostics.report import Diagnostic, Location, Report

__all__ = ["Code", "Diagnostic", "Level", "Location", "Report", "did_you_mean"]
