"""No test may reach another computer (P25): every Python process that a test starts reads this file first.

It stands in a folder of its own on ``PYTHONPATH``, so that kernels, JupyterLab and the command line are held
to it as well. An audit hook can't be taken off again, also not by the code under test.
"""

import ipaddress
import socket
import sys

ALLOWED_NAMES = {"", "localhost", socket.gethostname()}


def refuse_other_computers(event: str, args: tuple) -> None:
    """Raise ``PermissionError`` when a socket is about to look up or reach anything but this computer."""
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = args[1]
        host = address[0] if isinstance(address, tuple) else None  # other kinds of socket are local files
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = args[0]
    else:
        return
    if host is not None and not _is_this_computer(host):
        raise PermissionError(f"A test may not reach {host!r}: the kit works without the internet (P25)")


def _is_this_computer(host: object) -> bool:
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host)
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return name in ALLOWED_NAMES
    return address.is_loopback or address.is_unspecified


sys.addaudithook(refuse_other_computers)
