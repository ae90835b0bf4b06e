"""What is the same for all visitors, such as a chart of a shared table, built once and kept in a bounded cache."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

Arguments = ParamSpec("Arguments")
Built = TypeVar("Built")


def built_once(size: int) -> Callable[[Callable[Arguments, Built]], Callable[Arguments, Built]]:
    """A decorator like `functools.lru_cache` that also takes tables: an argument without a hash is told by identity.

    A table that visitors share is the same object in every run of a script, and the cache holds on to it, so nothing is
    hashed or copied. Lists are told by their entries, and handed on as tuples. What is returned is shared too: it must
    not be changed.

    Args:
        size: Number of results that are kept; the one that was used least recently goes first.
    """

    def decorate(build: Callable[Arguments, Built]) -> Callable[Arguments, Built]:
        @lru_cache(maxsize=size)
        def kept(positional: tuple[Any, ...], named: tuple[tuple[str, Any], ...]) -> Built:
            return build(*(_value(part) for part in positional), **{name: _value(part) for name, part in named})

        @wraps(build)
        def built(*positional: Arguments.args, **named: Arguments.kwargs) -> Built:
            return kept(tuple(map(_key, positional)), tuple((name, _key(part)) for name, part in named.items()))

        built.cache_clear = kept.cache_clear  # type: ignore[attr-defined]
        return built

    return decorate


class _Told:
    """Stands for an argument without a hash in a key."""

    def __init__(self, value: Any, by: Any) -> None:
        self.value, self.by = value, by

    def __hash__(self) -> int:
        return hash(self.by)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Told) and self.by == other.by


def _key(part: Any) -> Any:
    if isinstance(part, tuple | list):
        return tuple(map(_key, part))
    if isinstance(part, slice):
        return _Told(part, (part.start, part.stop, part.step))
    try:
        hash(part)
    except TypeError:
        return _Told(part, id(part))
    return part


def _value(part: Any) -> Any:
    if isinstance(part, tuple):
        return tuple(map(_value, part))
    return part.value if isinstance(part, _Told) else part
