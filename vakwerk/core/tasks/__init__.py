"""Pages to look through the tasks that the item bank makes: part of the style guide, for who reviews them.

Nothing a visitor answers here is kept. The rooms that measure take their tasks from the item bank, not from here."""
