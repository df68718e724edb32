"""What a coordinator can do when the computer will not write a file.

Each remedy is the beginning of a sentence, to be ended by whoever knows what else could be done. What
happened and what was kept is said where it happened.
"""

import errno
from collections.abc import Mapping

_NO_ROOM = "Free some space on the disk"
_NOT_THERE = "Make sure that the folder is there and that you may write in it"
_NOT_ALLOWED = "Make sure that you may write there and that no other program has the file open"
_PROTECTED = "Make sure that the disk is not write-protected"
_A_FOLDER = "Choose another name, because there is a folder of this one"
_A_FILE = "Choose another name, because a file stands where a folder would be"
_BAD_NAME = "Choose a shorter name without special characters"
_NO_MEMORY = "Close other programs"
_ANYTHING = "Make sure that the disk is connected and sound"

_REMEDIES: Mapping[int | None, str] = {
    errno.ENOSPC: _NO_ROOM,
    errno.EDQUOT: _NO_ROOM,
    errno.ENOMEM: _NO_MEMORY,
    errno.ENOENT: _NOT_THERE,
    errno.ENOTDIR: _NOT_THERE,
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.EROFS: _PROTECTED,
    errno.EISDIR: _A_FOLDER,
    errno.EEXIST: _A_FILE,
    errno.ENAMETOOLONG: _BAD_NAME,
    errno.EINVAL: _BAD_NAME,
}


def remedy_for(number: int | None) -> str:
    """Return what to do about an error number of the operating system, without the full stop."""
    return _REMEDIES.get(number, _ANYTHING)
