"""`python -m tools.wordlists [--check]`."""

import sys

from tools.wordlists import main

sys.exit(main(sys.argv[1:]))
