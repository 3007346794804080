"""What stands in a flow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claimline.pages.provenance_flow import FlowStep


def every(steps: Iterable[FlowStep]) -> Iterator[FlowStep]:
    """All steps of a flow, folded ones too."""
    for step in steps:
        yield step
        yield from every(step.steps)
        yield from every(step.folded)


def sources(steps: Iterable[FlowStep]) -> list[FlowStep]:
    """The sources where they count."""
    return [step for step in every(steps) if step.kind == "source" and not step.passing]


def outline(steps: Iterable[FlowStep], depth: int = 0) -> list[str]:
    """Each step on a line, with a dot for each step above it. One that only passes on is in ()."""
    lines = []
    for step in steps:
        label = step.ref.label if step.ref else "?"
        lines.append("." * depth + (f"({label})" if step.passing else label))
        lines += outline((*step.steps, *step.folded), depth + 1)
    return lines
