import errno
import os

import pytest

from buddy_matcher.domain.remedies import remedy_for


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (errno.ENOSPC, "space"),
        (errno.EDQUOT, "space"),
        (errno.EACCES, "may write"),
        (errno.EROFS, "protected"),
        (errno.ENOENT, "folder is there"),
        (errno.ENOTDIR, "folder is there"),
        (errno.EISDIR, "Choose another name"),
        (errno.ENAMETOOLONG, "shorter name"),
        (errno.ENOMEM, "other programs"),
        (errno.EIO, "disk"),
        (None, "disk"),
    ],
)
def test_the_remedy_fits_what_stands_in_the_way(number: int | None, word: str):
    assert word in remedy_for(number)


def test_only_a_full_disk_asks_for_space():
    asking = {number for number in errno.errorcode if "space" in remedy_for(number)}
    assert {os.strerror(number) for number in asking} == {
        os.strerror(errno.ENOSPC),
        os.strerror(errno.EDQUOT),
    }
