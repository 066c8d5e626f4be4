"""Making a PNG smaller: at most 256 colours, which is plenty for a page of text."""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from collections.abc import Iterator

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {2: 3, 6: 4}
_MOST = 256


def smaller(png: bytes) -> bytes:
    """Return a browser's picture with a palette; shades hard to tell apart become one.

    Raises:
        ValueError: It is no PNG of eight bits a channel, as browsers make them.
    """
    width, height, pixels = _decoded(png)
    counted = Counter(pixels)
    palette, index = _palette(counted)
    rows = bytearray()
    for start in range(0, width * height, width):
        rows.append(0)
        rows += bytes(index[pixel] for pixel in pixels[start : start + width])
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    return b"".join(
        (
            _SIGNATURE,
            _chunk(b"IHDR", header),
            _chunk(b"PLTE", b"".join(palette)),
            _chunk(b"IDAT", zlib.compress(bytes(rows), 9)),
            _chunk(b"IEND", b""),
        )
    )


def _palette(counted: Counter[bytes]) -> tuple[list[bytes], dict[bytes, int]]:
    """Return the commonest colours, and for each colour the place of the one nearest to it."""
    kept = [colour for colour, _ in counted.most_common(_MOST)]
    index = {colour: place for place, colour in enumerate(kept)}
    for colour in counted:
        if colour not in index:
            index[colour] = min(range(len(kept)), key=lambda place: _apart(colour, kept[place]))
    return kept, index


def _apart(one: bytes, other: bytes) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def _decoded(png: bytes) -> tuple[int, int, list[bytes]]:
    """Return width, height, and the pixels as three bytes each, row by row."""
    chunks = list(_chunks(png))
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", chunks[0][1])
    if depth != 8 or colour not in _CHANNELS or interlaced:  # noqa: PLR2004 - bits of a channel
        raise ValueError("no PNG as browsers make them")
    size = _CHANNELS[colour]
    raw = zlib.decompress(b"".join(content for kind, content in chunks if kind == b"IDAT"))
    stride = width * size
    before = bytes(stride)
    pixels: list[bytes] = []
    for row in range(height):
        start = row * (stride + 1)
        before = _unfiltered(raw[start], raw[start + 1 : start + 1 + stride], before, size)
        pixels += [before[at : at + 3] for at in range(0, stride, size)]
    return width, height, pixels


def _unfiltered(kind: int, line: bytes, above: bytes, size: int) -> bytes:
    """Return a row as it is, from how it differs from what stands left of it and above it."""
    if kind == 0:
        return line
    row = bytearray(line)
    for at in range(len(row)):
        left = row[at - size] if at >= size else 0
        corner = above[at - size] if at >= size else 0
        row[at] = (row[at] + _guess(kind, left, above[at], corner)) & 0xFF
    return bytes(row)


def _guess(kind: int, left: int, up: int, corner: int) -> int:
    match kind:
        case 1:
            return left
        case 2:
            return up
        case 3:
            return (left + up) // 2
        case _:
            near = left + up - corner
            return min((left, up, corner), key=lambda each: abs(near - each))


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    if not png.startswith(_SIGNATURE):
        raise ValueError("no PNG as browsers make them")
    at = len(_SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += length + 12


def _chunk(kind: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
    )
