"""`python -m vakwerk`: see `vakwerk.cli`."""

import sys

from vakwerk.cli import main

if __name__ == "__main__":
    sys.exit(main())
