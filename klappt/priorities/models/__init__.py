from klappt.priorities.models.priority import Priority, Round, Weight
from klappt.priorities.models.ranking import FirstStep, Rank, Ranking

__all__ = ["FirstStep", "Priority", "Rank", "Ranking", "Round", "Weight"]
