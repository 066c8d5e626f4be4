"""Pictures get smaller and look the same."""

import struct
import zlib

import pytest

from tools.pictures import _decoded, smaller


def png(width, rows, colour=2, filters=None):
    raw = b"".join(
        bytes([kind]) + row for kind, row in zip(filters or [0] * len(rows), rows, strict=True)
    )

    def chunk(kind, content):
        return (
            struct.pack(">I", len(content))
            + kind
            + content
            + struct.pack(">I", zlib.crc32(kind + content))
        )

    header = struct.pack(">IIBBBBB", width, len(rows), 8, colour, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(raw))
        + chunk(b"IEND", b"")
    )


def test_every_way_of_writing_a_row_is_read():
    # Two pixels a row, (10, 20, 30) and (15, 25, 35) in each, written in the five ways there are.
    rows = [
        bytes([10, 20, 30, 15, 25, 35]),
        bytes([10, 20, 30, 5, 5, 5]),
        bytes(6),
        bytes([5, 10, 15, 3, 3, 3]),
        bytes(6),
    ]
    _, _, pixels = _decoded(png(2, rows, filters=[0, 1, 2, 3, 4]))
    assert pixels == [bytes([10, 20, 30]), bytes([15, 25, 35])] * 5


def test_a_picture_keeps_its_size_and_its_colours_in_a_palette():
    small = smaller(png(2, [bytes([255, 0, 0, 0, 0, 255]), bytes([0, 0, 255, 255, 0, 0])]))
    assert struct.unpack(">IIBB", small[16:26]) == (2, 2, 8, 3)
    palette = small[small.index(b"PLTE") + 4 :][:6]
    assert {palette[:3], palette[3:]} == {b"\xff\x00\x00", b"\x00\x00\xff"}


@pytest.mark.parametrize("broken", [b"", b"GIF89a", png(1, [bytes(2)], colour=4)])
def test_what_no_browser_makes_is_refused(broken):
    with pytest.raises(ValueError, match="no PNG as browsers make them"):
        smaller(broken)
