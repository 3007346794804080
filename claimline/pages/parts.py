"""Parts of views: queries of a ViewBuilder, each made once for a key."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from claimline.pages.view_builder import ViewBuilder

T = TypeVar("T")
K = TypeVar("K")
Part = Callable[["ViewBuilder", K], T]

PARTS: dict[str, Part[Any, Any]] = {}
"""The function that makes each kind of part, by name."""
STORED: dict[str, Any] = {}
"""The type of each kind of part that is stored for the next build, by name."""


def part(name: str, stored: Any = None) -> Callable[[Part[K, T]], Part[K, T]]:
    """Decorate a function of a ViewBuilder and a key as a query, which runs once for each key.

    A page that reads a part depends on the part's value, not on what that was made from. If only
    the reasoning of a claim changes, pages that show the claim's row do not change.

    Args:
        name: the name of the query.
        stored: the type of the part, if the next build should take it from the cache. That is
            worth it for a part that reads many records and rarely changes. It is also worth it for
            the rows of a list, since its pages show others if a record is added. For what the list
            itself is made from, see ``batches``.
    """

    def decorate(make: Part[K, T]) -> Part[K, T]:
        PARTS[name] = make
        if stored is not None:
            STORED[name] = stored

        def get(builder: ViewBuilder, key: K) -> T:
            result: T = builder.queries.get(name, key)
            return result

        return get

    return decorate
