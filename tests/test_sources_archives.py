"""Archives: the same articles as their folder, nothing written to disk, and every trick told and bounded."""

from __future__ import annotations

import gzip
import io
import lzma
import os
import stat
import tarfile
import tempfile
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samphan.facts import Article
from samphan.sources import MAX_BYTES, Unreadable, iter_raw, read
from samphan.sources import archives as room

NEWS = "รัฐบาลไทย-ข่าวทำเนียบรัฐบาล-ไทย–มอลตา ลงนามความตกลง\n\nวันศุกร์ที่ 5 มกราคม 2567\nพิมพ์\nผู้แทนไทยพบผู้แทนมอลตา ครั้งที่ {}\n"


def tar_of(path: Path, files: dict[str, bytes], mode: str = "w:xz") -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return path


def zip_of(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def news(count: int) -> dict[str, bytes]:
    return {f"2024/{number:03d}.txt": NEWS.format(number).encode() for number in range(count)}


def outcome(path: Path) -> list[str]:
    """Identifiers of articles, messages of failures."""
    return [found.id if isinstance(found, Article) else found.error.message for found in read(path)]


PACKERS: dict[str, Callable[[Path, dict[str, bytes]], Path]] = {
    "a.tar": lambda path, files: tar_of(path, files, "w"),
    "a.tar.gz": lambda path, files: tar_of(path, files, "w:gz"),
    "a.tgz": lambda path, files: tar_of(path, files, "w:gz"),
    "a.tar.bz2": lambda path, files: tar_of(path, files, "w:bz2"),
    "a.tar.xz": tar_of,
    "a.ZIP": zip_of,
}


@pytest.mark.parametrize("name", PACKERS)
def test_an_archive_gives_what_its_folder_gives(tmp_path: Path, name: str) -> None:
    files = {**news(5), "2024/lines.jsonl": b'{"text": "a", "id": "j1"}\n{"text": "b", "id": "j2"}\n'}
    folder = tmp_path / "folder"
    for member, data in files.items():
        (folder / member).parent.mkdir(parents=True, exist_ok=True)
        (folder / member).write_bytes(data)
    packed = PACKERS[name](tmp_path / name, files)
    before = sorted(tmp_path.rglob("*"))
    from_archive = list(read(packed, strict=True))
    from_folder = list(read(folder, strict=True))
    assert len(from_archive) == 7
    assert [(a.id, a.text, a.body) for a in from_archive if isinstance(a, Article)] == [
        (a.id, a.text, a.body) for a in from_folder if isinstance(a, Article)
    ]
    assert from_archive[0].origin == f"{packed}!2024/000.txt"
    assert sorted(tmp_path.rglob("*")) == before


@settings(max_examples=25, deadline=None)
@given(
    st.dictionaries(st.from_regex(r"[a-z]{1,8}\.txt", fullmatch=True), st.text(alphabet="กขค ab\n", min_size=1, max_size=60), max_size=6)
)
def test_round_trip_of_any_texts(texts: dict[str, str]) -> None:
    files = {name: text.encode() for name, text in sorted(texts.items())}
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files.items():
            (Path(folder) / name).write_bytes(data)
        expected = outcome(Path(folder))
        with tempfile.TemporaryDirectory() as other:
            assert outcome(zip_of(Path(other) / "a.zip", files)) == expected
            assert outcome(tar_of(Path(other) / "a.tar.gz", files, "w:gz")) == expected


@pytest.mark.parametrize("name", ["a.tar", "a.tar.gz", "a.tar.xz"])
def test_a_truncated_archive_gives_what_came_before_and_is_told(tmp_path: Path, name: str) -> None:
    files = {key: value + os.urandom(3000).hex().encode() for key, value in news(30).items()}
    packed = PACKERS[name](tmp_path / name, files)
    packed.write_bytes(packed.read_bytes()[: packed.stat().st_size // 2])
    found = list(read(packed))
    assert 0 < sum(isinstance(each, Article) for each in found) < 30
    assert isinstance(found[-1], Unreadable)
    assert "is broken after" in found[-1].error.message


def test_a_tar_cut_between_two_members_is_told(tmp_path: Path) -> None:
    packed = tar_of(tmp_path / "a.tar", {"1.txt": b"x" * 512, "2.txt": b"y" * 512}, "w")
    packed.write_bytes(packed.read_bytes()[:1024])
    assert "end mark is missing" in outcome(packed)[-1]


def test_damage_inside_a_tar_is_told(tmp_path: Path) -> None:
    packed = tar_of(tmp_path / "a.tar", {"1.txt": b"x" * 512, "2.txt": b"y" * 512}, "w")
    data = bytearray(packed.read_bytes())
    data[1024:1536] = b"\xaa" * 512
    packed.write_bytes(data)
    assert len(outcome(packed)) == 2
    assert "broken" in outcome(packed)[-1]


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.tar.xz"])
@pytest.mark.parametrize("data", [b"", b"not an archive at all" * 100])
def test_what_is_no_archive_is_told(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    (message,) = outcome(tmp_path / name)
    assert "broken" in message


def test_a_truncated_zip_is_told(tmp_path: Path) -> None:
    packed = zip_of(tmp_path / "a.zip", news(5))
    packed.write_bytes(packed.read_bytes()[:-30])
    assert "broken" in outcome(packed)[0]


def test_one_damaged_zip_member_leaves_the_others(tmp_path: Path) -> None:
    packed = zip_of(tmp_path / "a.zip", news(3))
    data = packed.read_bytes()
    at = data.index(b"2024/001.txt") + len("2024/001.txt") + 5
    packed.write_bytes(data[:at] + b"\xff\xff\xff" + data[at + 3 :])
    found = outcome(packed)
    assert len(found) == 3
    assert "cannot be unpacked" in found[1]


def test_outside_names_links_devices_and_nested_archives(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w") as archive:
        for name, kind, target in [
            ("link.txt", tarfile.SYMTYPE, "/etc/passwd"),
            ("hard.txt", tarfile.LNKTYPE, "link.txt"),
            ("pipe.txt", tarfile.FIFOTYPE, ""),
        ]:
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, target
            archive.addfile(member)
        for name in ("../../outside.txt", "/abs.txt", "inner.zip", "bad\x1b[2Jname.txt", "picture.jpg", ".hidden.txt"):
            data = NEWS.format(name).encode()
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    found = list(read(path))
    told = {each.origin.split("!", 1)[1]: each for each in found}
    assert {name for name, each in told.items() if isinstance(each, Article)} == {"../../outside.txt", "/abs.txt", "bad\\x1b[2Jname.txt"}
    skipped = {name for name, each in told.items() if isinstance(each, Unreadable) and each.skipped}
    assert skipped == {"picture.jpg", ".hidden.txt"}
    messages = {name: each.error.message for name, each in told.items() if isinstance(each, Unreadable)}
    assert "link" in messages["link.txt"]
    assert "link" in messages["hard.txt"]
    assert "plain file" in messages["pipe.txt"]
    assert "archive inside an archive" in messages["inner.zip"]
    assert not (tmp_path.parent / "outside.txt").exists()
    assert [each.name for each in tmp_path.iterdir()] == ["a.tar"]


def test_links_and_passwords_in_a_zip(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("locked.txt", "x")
        archive.writestr("folder/", "")
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"locked.txt"))
    data[at + 8] |= 1  # the flag of an encrypted member
    path.write_bytes(data)
    link_told, locked = outcome(path)
    assert "link" in link_told
    assert "cannot be unpacked" in locked


def test_an_unpackable_kind_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.7z").write_bytes(b"7z\xbc\xaf'\x1c")
    assert "not read" in outcome(tmp_path / "a.7z")[0]


# --- bombs ---------------------------------------------------------------------------------------------------------------------------


class Zeros(io.RawIOBase):
    """So many zero bytes without having them."""

    def __init__(self, count: int) -> None:
        self.left = count

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        size = min(self.left, 1 << 20 if size < 0 else size)
        self.left -= size
        return bytes(size)


def test_a_large_member_is_refused_and_the_next_one_read(tmp_path: Path) -> None:
    path = tmp_path / "a.tar.gz"
    with gzip.open(path, "wb", compresslevel=1) as packed, tarfile.open(fileobj=packed, mode="w|") as archive:
        member = tarfile.TarInfo("big.txt")
        member.size = MAX_BYTES + 1
        archive.addfile(member, Zeros(member.size))
        small = tarfile.TarInfo("small.txt")
        small.size = 4
        archive.addfile(small, io.BytesIO(b"news"))
    found = list(read(path))
    assert [isinstance(each, Article) for each in found] == [False, True]
    assert isinstance(found[0], Unreadable)
    assert "64 MiB" in found[0].error.message


def test_an_archive_that_grows_without_end_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "FREE_BYTES", 4 << 20)
    path = tmp_path / "a.tar.xz"
    with lzma.open(path, "wb") as packed, tarfile.open(fileobj=packed, mode="w|") as archive:
        for number in range(40):
            member = tarfile.TarInfo(f"{number}.txt")
            member.size = 1 << 20
            archive.addfile(member, Zeros(member.size))
    found = list(read(path))
    assert len(found) < 20
    assert "far more than news" in outcome(path)[-1]


def test_a_zip_that_grows_without_end_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "FREE_BYTES", 4 << 20)
    path = zip_of(tmp_path / "a.zip", {f"{number}.txt": bytes(1 << 20) for number in range(40)})
    found = outcome(path)
    assert len(found) < 20
    assert "far more than news" in found[-1]


def test_a_header_that_claims_gigabytes_is_refused_unread(tmp_path: Path) -> None:
    header = tarfile.TarInfo("pax")
    header.type, header.size = tarfile.XHDTYPE, 8 << 30
    path = tmp_path / "a.tar.gz"
    path.write_bytes(gzip.compress(header.tobuf(tarfile.GNU_FORMAT) + bytes(1 << 20)))
    tracemalloc.start()
    (message,) = outcome(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "more than the 64 MiB" in message
    assert peak < 16 << 20


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl"])
def test_one_endless_line_is_refused_in_bounded_memory(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with path.open("wb") as stream:
        stream.truncate(3 * MAX_BYTES)
        stream.seek(0, os.SEEK_END)
        stream.write(b'\n{"text": "after", "id": "after"}\n')
    tracemalloc.start()
    found = list(read(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3 * MAX_BYTES
    assert isinstance(found[0], Unreadable)
    assert "64 MiB" in found[0].error.message
    if name == "a.jsonl":
        assert [each.id for each in found if isinstance(each, Article)] == ["after"]


def test_archives_are_read_lazily(tmp_path: Path) -> None:
    path = tar_of(tmp_path / "a.tar.xz", news(3))
    stream = iter_raw([path])
    assert next(stream).origin.endswith("000.txt")
