"""Who can be asked about what is watched: the owners, the head of secretariat, the chair, and by which ladder."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection

from db.queries.people import load_people
from db.queries.reminders import load_settings
from states.ladder import Ladder
from states.ladder_settings import LadderSettings
from states.people import People
from states.reminding import Circle, Party
from states.watched import Watched


@dataclass(slots=True)
class Circles:
    """The office's settings and its people, read once for a look at very many deadlines."""

    settings: LadderSettings
    people: People
    _parties: dict[str, Party] = field(default_factory=dict)

    def party(self, words: str) -> Party:
        """Whoever is registered under these words, with what is set for them alone."""
        if words not in self._parties:
            reached = self.people.reach(words)
            party = Party(words, reached.name, reached.email, reached.reason)
            own = self.settings.person(party.key)
            self._parties[words] = replace(party, away=own.until, before=own.before) if own else party
        return self._parties[words]

    def circle(self, watched: Watched) -> Circle:
        """Who can be asked about it. Where nobody is registered for it, the officers of its case are."""
        head = self.settings.head(watched.forum, watched.kind)
        chair = self.settings.chair(watched.forum, watched.kind)
        return Circle(
            owners=self._each(watched.owners or watched.officers),
            stand_in=not watched.owners,
            head=self.party(head) if head else None,
            chair=self.party(chair) if chair else None,
        )

    def ladder(self, watched: Watched, owners: Sequence[Party]) -> Ladder:
        """The ladder of its kind at its forum, with what is set for its owners alone."""
        return self.settled(self.settings.ladder(watched.forum, watched.kind), owners)

    def settled(self, ladder: Ladder, owners: Sequence[Party]) -> Ladder:
        """A ladder with what is set for its owners alone: the earliest that any of them wants others asked."""
        own = [found for party in owners if (found := self.settings.person(party.key))]
        heads = [one.head_from for one in own if one.head_from is not None]
        chairs = [one.chair_from for one in own if one.chair_from is not None]
        if not (heads or chairs):
            return ladder
        return replace(
            ladder,
            head_from=max(heads, default=ladder.head_from),
            chair_from=max(chairs, default=ladder.chair_from),
        )

    def _each(self, names: Sequence[str]) -> tuple[Party, ...]:
        """One party a person, whatever they are called by."""
        return tuple({party.key: party for party in map(self.party, names)}.values())


def load_circles(connection: Connection) -> Circles:
    """The circles as the register has them now."""
    return Circles(load_settings(connection), People(load_people(connection)))
