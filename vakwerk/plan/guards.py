"""Figures and statuses only grow: who was wrong enters again, and the earlier row stays to be seen."""

from vakwerk.core.db.append_only import protect

MESSAGE = "what was entered for the plan is append-only"
GUARDS = (
    protect("plan_value", "plan_indicatorvalue", MESSAGE),
    protect("plan_status", "plan_actionstatus", MESSAGE),
)
