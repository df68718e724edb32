"""The id that an object has before the scheme file has given it one."""

from typing import Final

UNSAVED: Final = 0
