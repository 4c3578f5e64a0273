"""Schedules in plain words, and plain words as schedules: the same translated texts serve for saying and for reading.

What people make by the everyday form is said so that reading it gives the same rule back; a recurrence rule that has
no everyday words is said as it is written. A sentence never says less or other than its rule.
"""

from wheel.core.sentences.schedules import parse_rule, parse_schedule, say_rule, say_schedule
from wheel.core.sentences.wording import Wording

__all__ = ["Wording", "parse_rule", "parse_schedule", "say_rule", "say_schedule"]
