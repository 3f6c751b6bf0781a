"""What a new day changes."""

from certification.services import derive_stars_of_new_day
from outbox.handlers import register_periodic


@register_periodic("certification.new_day", every_seconds=300)
def turn_the_day() -> None:
    """Pages compare dates with today themselves: this is for what speaks instead from now on."""
    derive_stars_of_new_day()
