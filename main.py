"""Starts Buddy Matcher from a source tree; the installed command `buddy-matcher` does the same."""

import sys

if __name__ == "__main__":
    # The solver's child process imports this module too, and needs nothing of the application.
    from buddy_matcher.app import main

    sys.exit(main())
