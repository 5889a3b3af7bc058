"""The words that tell what somebody does in the reported event (`data/roles.toml`)."""

from __future__ import annotations

from functools import cache

from pydantic.dataclasses import dataclass

from extract.records import Role
from extract.tables.base import STRICT, load_toml


@dataclass(frozen=True, config=STRICT)
class Example:
    """A text that tells of one person, and his role in the event; null where he has none."""

    text: str
    role: Role | None = None


@dataclass(frozen=True, config=STRICT)
class Roles:
    """The file `roles.toml`; what each list is for stands there."""

    chair: tuple[str, ...]
    not_chair: tuple[str, ...]
    lead: tuple[str, ...]
    say: tuple[str, ...]
    direct: tuple[str, ...]
    not_say: tuple[str, ...]
    beside_there: tuple[str, ...]
    there: tuple[str, ...]
    calls: str
    called_so: str
    not_calls: tuple[str, ...]
    nouns: tuple[str, ...]
    attend: tuple[str, ...]
    attend_to: tuple[str, ...]
    others: tuple[str, ...]
    not_attend: tuple[str, ...]
    chaired_by: tuple[str, ...]
    according: tuple[str, ...]
    not_according: tuple[str, ...]
    follows: str
    speech: tuple[str, ...]
    press: tuple[str, ...]
    interviews: tuple[str, ...]
    opening: tuple[str, ...]
    present: tuple[str, ...]
    tells_who: tuple[str, ...]
    welcome: tuple[str, ...]
    brings: tuple[str, ...]
    objects: tuple[str, ...]
    close_to: tuple[str, ...]
    blocks: tuple[str, ...]
    sources: tuple[str, ...]
    inside: tuple[str, ...]
    on_behalf: tuple[str, ...]
    adverbs: tuple[str, ...]
    before_title: tuple[str, ...]
    denied: tuple[str, ...]
    earlier: tuple[str, ...]
    months: tuple[str, ...]
    begins: tuple[str, ...]
    accused_before: tuple[str, ...]
    accused: tuple[str, ...]
    charges: tuple[str, ...]
    done: str
    examples: tuple[Example, ...]

    @property
    def speak(self) -> tuple[str, ...]:
        """All that is spoken."""
        return (*self.say, *self.direct)


@cache
def roles() -> Roles:
    """The table, loaded once, as it is printed in the file."""
    return load_toml("roles.toml", Roles)
