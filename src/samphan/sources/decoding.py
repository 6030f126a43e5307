"""Bytes to text: UTF-8 with or without a mark, UTF-16 with one, TIS-620 (Windows code page 874); anything else is refused."""

from __future__ import annotations

import codecs
import re

from samphan.errors import ArticleError

_HIGH = re.compile(rb"[\x80-\xff]")
_THAI_PAIR = re.compile(rb"\xe0[\xb8\xb9]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_REMEDY = "save the file as UTF-8 text"


def decode(data: bytes) -> str:
    """The text of ``data``, line ends and control characters untouched, a leading byte order mark left out.

    Raises :class:`ArticleError` for nothing, for binary data and for an encoding that is none of the four.
    """
    if not data.strip(b"\xef\xbb\xbf \t\r\n\x00"):
        raise ArticleError("holds no text", remedy="fetch or save the article again")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _checked(_strictly(data, "utf-16"))
    try:
        return _checked(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        # Thai in UTF-8 read byte by byte looks like TIS-620 too, but then every third byte is 0xE0 before 0xB8 or 0xB9.
        high = len(_HIGH.findall(data))
        if b"\x00" in data or _looks_binary(data):
            raise ArticleError("is binary data, not text", remedy="give the text of the article") from error
        if len(_THAI_PAIR.findall(data)) * 6 > high or high * 10 < len(data):
            raise ArticleError(f"is broken UTF-8 at byte {error.start}", remedy=_REMEDY) from error
        return _checked(_strictly(data, "cp874"))


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ArticleError(f"is neither UTF-8 nor {encoding.upper()} (byte {error.start})", remedy=_REMEDY) from error


def _looks_binary(data: bytes) -> bool:
    head = data[:4096]
    return sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in head) * 50 > len(head)


def _checked(text: str) -> str:
    if "\x00" in text or len(_CONTROLS.findall(text[:4096])) * 10 > len(text[:4096]):
        raise ArticleError("is binary data, not text", remedy="give the text of the article")
    return text
