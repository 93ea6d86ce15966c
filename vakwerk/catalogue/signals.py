"""What rooms above may want to hear, since the catalogue does not know them."""

from django.dispatch import Signal

# Sent inside the transaction that loaded or imported rows of the catalogue.
catalogue_changed = Signal()
