"""Do items, persons and groups behave as the model says? Every answer is a reason to look, never a verdict."""
