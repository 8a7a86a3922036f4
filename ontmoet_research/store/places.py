"""Where a project can be kept: places that go to another computer by themselves, and places that are full or shut.

A project file is only safe where one computer keeps it: a sync program copies it halfway a write, and a network drive
has no shared memory and no locks to trust. Copying a busy file was corrupt in 20 of 60 tries.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path, PureWindowsPath
from typing import Any

from ontmoet_research.words import Refused

from .aside import forget_half_names

# How the folder of a sync program begins, and the name people know it by.
CLOUD_FOLDERS = {
    "onedrive": "OneDrive",
    "sharepoint": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "mijn drive": "Google Drive",
    "icloud": "iCloud",
    "mobile documents": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "surfdrive": "SURFdrive",
    "researchdrive": "Research Drive",
    "research drive": "Research Drive",
}
# What a sync program leaves in its folder, whatever that folder is called.
CLOUD_MARKS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
}
NETWORK_DRIVES = frozenset(
    {
        *(
            "nfs",
            "nfs4",
            "cifs",
            "smb3",
            "smbfs",
            "9p",
            "davfs",
            "afs",
            "afpfs",
            "webdav",
            "ncpfs",
            "ceph",
            "glusterfs",
        ),
        *("fuse.sshfs", "fuse.davfs2", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.glusterfs", "fuse.s3fs", "fuse.gcsfuse"),
        *("vboxsf", "fuse.vmhgfs-fuse", "prl_fs", "lustre", "beegfs", "macfuse.sshfs", "macfuse"),
    }
)
NEARLY_FULL = 200_000_000  # bytes: a project with its copies
REMOTE_DRIVE = 4  # what Windows calls a drive of another computer


@dataclass(frozen=True)
class Trouble:
    """Why a project can't be written where it stands: the key of the sentence, and what it fills in.

    ``shut`` is true when it is only not ours to write, and false when writing would damage it.
    """

    key: str
    values: dict[str, Any] = field(default_factory=dict)
    shut: bool = False

    def refusal(self) -> Refused:
        """The sentence, ready to raise."""
        return Refused(self.key, **self.values)


def find_trouble(path: Path) -> Trouble | None:
    """Why the project in this file, which may be yet to be made, can't be written here; None when it can."""
    folder = _real(path).parent
    if name := cloud_name(folder):
        return Trouble("places.cloud", {"path": path, "name": name})
    if is_on_network(folder):
        return Trouble("places.network", {"path": path})
    if not path.exists():
        return None
    if _has_two_names(_real(path)):
        return Trouble("places.two_names", {"path": path})
    if not (may_write(_real(path)) and may_write(folder)):
        return Trouble("places.shut", {"path": path}, shut=True)
    return None


def cloud_name(folder: Path) -> str | None:
    """The sync program that keeps this folder, or None.

    >>> cloud_name(Path("/home/noor/OneDrive - Hogeschool/reeks")), cloud_name(Path("/home/noor/reeks"))
    ('OneDrive', None)
    """
    parts = [part.lower() for part in folder.expanduser().absolute().parts]
    by_name = (name for part in parts for sign, name in CLOUD_FOLDERS.items() if part.startswith(sign))
    return next(by_name, None) or next((CLOUD_MARKS[mark] for mark in CLOUD_MARKS if _stands_above(folder, mark)), None)


def is_on_network(folder: Path) -> bool:
    """Whether another computer keeps this folder."""
    if str(folder).startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        import ctypes

        drive = PureWindowsPath(folder).anchor
        return bool(ctypes.windll.kernel32.GetDriveTypeW(drive) == REMOTE_DRIVE)
    return drive_kind(folder, _mounts()) in NETWORK_DRIVES


def drive_kind(folder: Path, mounts: str) -> str:
    """The kind of drive a folder is on, from the lines of ``/proc/mounts`` or of the command ``mount`` of macOS.

    >>> drive_kind(Path("/net/school/reeks"), "/dev/sda1 / ext4 rw 0 0\\nschool:/x /net/school nfs4 rw 0 0")
    'nfs4'
    >>> drive_kind(Path("/Volumes/school/reeks"), "//noor@school/x on /Volumes/school (smbfs, nodev, nosuid)")
    'smbfs'
    """
    best, kind = "", ""
    for line in mounts.splitlines():
        place, found = _mounted(line)
        if place and len(place) >= len(best) and folder.is_relative_to(place):
            best, kind = place, found
    return kind


def may_write(path: Path) -> bool:
    """Whether this person may write here."""
    effective = {"effective_ids": True} if os.access in os.supports_effective_ids else {}
    return os.access(path, os.W_OK, **effective)


def free_bytes(path: Path) -> int:
    """Room on the disk of this file or folder, which may be yet to be made."""
    there = path.absolute()
    return shutil.disk_usage(next(place for place in (there, *there.parents) if place.exists())).free


def is_nearly_full(path: Path) -> bool:
    """Whether there is too little room for a project with its copies."""
    return free_bytes(path) < NEARLY_FULL


def need_room(path: Path, n_bytes: int) -> None:
    """Before a long write. Errors: ``Refused`` when there is clearly no room for it; nothing was written."""
    if free_bytes(path) < n_bytes:
        raise Refused("places.no_room", path=path, megabytes=max(1, n_bytes // 1_000_000))


def _real(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # a link that points to itself
        return path.absolute()


def _has_two_names(path: Path) -> bool:
    if path.stat().st_nlink > 1:
        forget_half_names(path)
    return path.stat().st_nlink > 1


def _stands_above(folder: Path, mark: str) -> bool:
    return any((place / mark).exists() for place in (folder, *folder.parents))


@cache
def _mounts() -> str:
    try:
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return _mounts_of_mac()


def _mounts_of_mac() -> str:
    try:
        return subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False, timeout=5).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ""


def _mounted(line: str) -> tuple[str, str]:
    """Place and kind of one mounted drive: ``what place kind ...``, or ``what on place (kind, ...)``."""
    if line.endswith(")") and " on " in line:
        place, _, told = line.partition(" on ")[2].rpartition(" (")
        return place, told.rstrip(")").split(",")[0]
    words = line.split()
    if len(words) < 3:
        return "", ""
    return words[1].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\"), words[2]
