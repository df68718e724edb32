"""Starts Buddy Matcher from a source tree; the installed command `buddy-matcher` does the same."""

import sys

from buddy_matcher.app import main

if __name__ == "__main__":
    sys.exit(main())
