"""Who does what: packages register their handlers and periodic jobs here in their `ready()`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from outbox.exceptions import UnknownTopic

Payload = dict[str, Any]
Handler = Callable[[Payload], None]
Job = Callable[[], object]
Queue = Callable[[float], int]
AnyHandler = TypeVar("AnyHandler", bound=Handler)
AnyJob = TypeVar("AnyJob", bound=Job)
AnyQueue = TypeVar("AnyQueue", bound=Queue)


@dataclass(frozen=True)
class Periodic:
    name: str
    every_seconds: int
    run: Job


_handlers: dict[str, Handler] = {}
_slow: set[str] = set()
_followers: dict[str, list[str]] = {}
_periodic: dict[str, Periodic] = {}
_queues: dict[str, Queue] = {}


def register(topic: str, *, is_slow: bool = False) -> Callable[[AnyHandler], AnyHandler]:
    """Decorator: the function delivers messages of `topic`. It must bear being called twice.

    A slow one is left to the worker or the demo's sweep: nobody's request waits for it.
    """

    def keep(handler: AnyHandler) -> AnyHandler:
        _handlers[topic] = handler
        if is_slow:
            _slow.add(topic)
        return handler

    return keep


def follow(event: str, topic: str) -> Callable[[AnyHandler], AnyHandler]:
    """Decorator: `outbox.services.publish(event=…)` writes a message of `topic` for the function.

    So a package hears of what happens in a lower one that does not know it.
    """

    def keep(handler: AnyHandler) -> AnyHandler:
        topics = _followers.setdefault(event, [])
        if topic not in topics:
            topics.append(topic)
        return register(topic)(handler)

    return keep


def followers_of(event: str) -> list[str]:
    return list(_followers.get(event, []))


def register_periodic(name: str, *, every_seconds: int) -> Callable[[AnyJob], AnyJob]:
    """Decorator: worker and sweep run the function about this often, one process at a time."""

    def keep(job: AnyJob) -> AnyJob:
        _periodic[name] = Periodic(name, every_seconds, job)
        return job

    return keep


def register_queue(name: str) -> Callable[[AnyQueue], AnyQueue]:
    """Decorator: for a package whose effects are many, small and best delivered together.

    Every drain calls the function with the seconds it may take; it returns how much it delivered.
    It must be quick when nothing waits, and several processes may call it at once.
    """

    def keep(queue: AnyQueue) -> AnyQueue:
        _queues[name] = queue
        return queue

    return keep


def queues() -> dict[str, Queue]:
    return dict(_queues)


def handler_of(topic: str) -> Handler:
    try:
        return _handlers[topic]
    except KeyError as error:
        raise UnknownTopic(topic) from error


def slow_topics() -> set[str]:
    return set(_slow)


def periodic_jobs() -> list[Periodic]:
    return list(_periodic.values())
