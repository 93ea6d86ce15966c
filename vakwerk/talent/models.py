"""Structure and constraints of this room."""
