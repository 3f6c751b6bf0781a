"""Staff's rules for single searches, written into the plan before any engine sees it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.urls import translate_url
from django.utils.translation import override

from search.models import SearchRule
from search.models.rules import language_of
from search.plan import Boost
from search.understanding import Understanding
from search.words import bare, has_marks, words_of


@dataclass(frozen=True, slots=True)
class Redirect:
    """The search is answered by a page of our own; what was understood goes with it."""

    path: str
    understanding: Understanding

    def in_language(self, language: str) -> str:
        """The same page in the reader's language, where it has one."""
        with override(language_of(self.path)):
            return translate_url(self.path, language)


def apply_rules(
    understanding: Understanding, today: date, rules: Iterable[SearchRule] | None = None
) -> Understanding | Redirect:
    """The plan with pins, hidden goods and boosts of every rule that holds today, in their order.

    The first rule that leads elsewhere wins. Without `rules` those of the database are read, one
    query; an unworded list has none.
    """
    words = understanding.normalised.split()
    if not words:
        return understanding
    found = [rule for rule in (rules_of(today) if rules is None else rules) if holds(rule, words)]
    plan = understanding.plan
    for rule in found:
        pinned = dict.fromkeys([*plan.pinned, *rule.pinned])
        plan = replace(
            plan,
            pinned=tuple(pinned),
            hidden=plan.hidden | frozenset(rule.hidden),
            boosts=(*plan.boosts, *_boosts(rule)),
        )
    steered = replace(understanding, plan=plan)
    path = next((rule.redirect_path for rule in found if rule.redirect_path), "")
    return Redirect(path, steered) if path else steered


def rules_of(today: date) -> Sequence[SearchRule]:
    """Those in use on the day, both ends included. They are few: the day is looked at here."""
    return [
        rule
        for rule in SearchRule.objects.filter(is_active=True).order_by("pk")
        if (rule.valid_from or date.min) <= today <= (rule.valid_to or date.max)
    ]


def holds(rule: SearchRule, words: Sequence[str]) -> bool:
    """Whether the rule is about these normalised words; marks left out in typing do not count."""
    pattern = words_of(rule.query)
    if rule.match == SearchRule.Match.EXACT:
        return len(pattern) == len(words) and _all_equal(pattern, words)
    places = range(len(words) - len(pattern) + 1)
    return any(_all_equal(pattern, words[at : at + len(pattern)]) for at in places)


def _all_equal(pattern: Sequence[str], words: Sequence[str]) -> bool:
    return bool(pattern) and all(map(_is_word, pattern, words))


def _is_word(wanted: str, word: str) -> bool:
    return wanted == word or (not has_marks(word) and bare(wanted) == bare(word))


def _boosts(rule: SearchRule) -> tuple[Boost, ...]:
    if not rule.boost_facet:
        return ()
    return (Boost(rule.boost_facet, rule.boost_value, float(rule.boost_factor)),)
