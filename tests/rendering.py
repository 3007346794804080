"""All files of a planned site, rendered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from claimline.diagnostics import Report
from claimline.pages.plan import Plan
from claimline.publish import render as _render
from claimline.publish.site_outputs import site_outputs


def render(
    plan: Plan,
    project: Path,
    report: Report,
    on_progress: Callable[[int, int], None] = lambda done, of: None,
) -> _render.Rendered:
    """Render the outputs of a plan. ``project`` has the templates that go before the theme's."""
    outputs = site_outputs(plan, project, report)
    return _render.render(outputs, plan.builder, report, on_progress)
