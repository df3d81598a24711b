"""What the telling of a round may cost: a day's budget, and each edition's."""

from datetime import timedelta

from digest.fleet.desk import Desk
from digest.settings import Settings

_SPAN = timedelta(days=1)


def within_budget(desk: Desk, settings: Settings) -> Settings:
    """The settings, with what is left of the budgets as the most that may be spent."""
    fleet = desk.common.fleet
    limits = [settings.llm.max_cost] if settings.llm.max_cost is not None else []
    if fleet.budget_per_day is not None:
        spent = desk.store.spending.since(desk.round.now - _SPAN)
        limits.append(max(0.0, fleet.budget_per_day - spent))
    if fleet.budget_per_edition is not None:
        limits.append(fleet.budget_per_edition * len(desk.round.editions))
    if not limits:
        return settings
    llm = settings.llm.model_copy(update={"max_cost": min(limits)})
    return settings.model_copy(update={"llm": llm})
