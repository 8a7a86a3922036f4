"""A project as one PostgreSQL database, for a team: psycopg 3 through SQLAlchemy.

Several projects on one server are several databases. Whoever follows the feed never misses a row: a writer takes a
lock just before it numbers its rows and keeps it until they can be seen (asking ``seq > last`` without it missed 28 %
of the rows when it was tried). Time-outs see to it that a reader or writer that hangs stops nobody else.

A password is never part of what is shown, told or remembered.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from contextlib import suppress
from types import MappingProxyType
from typing import Any

import psycopg
import sqlalchemy as sa

from ontmoet_research.words import Refused

from . import postgres_roles, postgres_search
from .tables import feed, meta

NAME = "postgresql"
READING = MappingProxyType({"isolation_level": "REPEATABLE READ", "postgresql_readonly": True})  # one moment
FEED_LOCK = 0x6F6E746D0001  # any number will do, as long as every kit takes the same
MAKE_LOCK = 0x6F6E746D0002
POOL = 4  # connections kept open for each process; more come and go when needed

RESTED = 1.0  # seconds after which a connection is tried before it is used again

# What the server does on its own when a session hangs, in milliseconds. A transaction that stands still is ended
# before those who wait for it give up.
TIME_OUTS = MappingProxyType(
    {
        "idle_in_transaction_session_timeout": 20_000,
        "lock_timeout": 30_000,
        "statement_timeout": 60_000,
        "client_connection_check_interval": 5_000,
    }
)
# How soon this side notices that the server is gone, in seconds (the last one in milliseconds).
CONNECTING = MappingProxyType(
    {
        "connect_timeout": 10,
        "keepalives_idle": 20,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": 30_000,
    }
)
SECRETS = ("password", "sslpassword")

_BY_STATE = {
    "28": "store.wrong_password",
    "3D": "store.no_database",
    "42501": "store.no_rights",
    "25006": "store.no_rights",  # a server that only reads
    "42P01": "store.no_project_here",
    "42P07": "store.exists",
    "53100": "store.disk_full",
    "53": "store.server_busy",
    "55P03": "store.busy",
    "57014": "store.busy",
    "25P03": "store.busy",
    "40": "store.busy",
    "57P": "store.server_away",
    "08": "store.server_away",
}
# While connecting, the server gives no state but a line of text.
_BY_WORDS = {
    "the database system": "store.server_away",  # is starting up, or shutting down
    "authentication failed": "store.wrong_password",
    "no password supplied": "store.wrong_password",
    "role ": "store.wrong_password",
    "no pg_hba.conf entry": "store.wrong_password",
    "too many": "store.server_busy",
    "remaining connection slots": "store.server_busy",
    "permission denied for database": "store.no_rights",
    "database ": "store.no_database",
}


def is_address(place: object) -> bool:
    """Whether this names a database and not a file."""
    return "://" in str(place)


def address(place: str) -> sa.URL:
    """The address as SQLAlchemy takes it. Errors: ``Refused``, without the address: it may hold a password."""
    scheme, _, rest = place.partition("://")
    if scheme not in ("postgresql", "postgres", "postgresql+psycopg"):
        raise Refused("store.other_address", scheme=scheme)
    try:
        url = sa.make_url(f"postgresql+psycopg://{rest}")
    except (sa.exc.ArgumentError, ValueError):
        raise Refused("store.wrong_address") from None
    if not url.database or "@" in (url.host or ""):
        raise Refused("store.wrong_address")
    return url


def shown(url: sa.URL) -> str:
    """The address as people may see it: without a password, wherever it stood."""
    query = {name: value for name, value in url.query.items() if name not in SECRETS}
    bare = sa.URL.create("postgresql", url.username or None, None, url.host, url.port, url.database, query)
    return bare.render_as_string()


def engine(url: sa.URL) -> sa.Engine:
    """The connections to this database, shared by all threads of this process. Nothing is reached yet."""
    made = sa.create_engine(
        url,
        connect_args=_connect_args(url),
        pool_size=POOL,
        max_overflow=POOL,
        pool_timeout=30,
        hide_parameters=True,  # no words of people in an error
    )
    sa.event.listen(made, "checkin", lambda _raw, record: record.info.update(rested_at=time.monotonic()))
    sa.event.listen(made, "checkout", _look_at)
    return made


def _look_at(raw: Any, record: Any, _proxy: Any) -> None:
    # A server that was restarted is found again by the next action: what rested a while is tried first. Trying it
    # every time would make one in three questions to the server a useless one.
    if time.monotonic() - record.info.get("rested_at", time.monotonic()) > RESTED:
        try:
            raw.execute("")
            raw.rollback()
        except Exception as problem:
            raise sa.exc.DisconnectionError from problem  # SQLAlchemy then takes a new one


def prepare(connection: sa.Connection) -> None:
    """See that this database is free, alone. Errors: ``Refused`` when a project stands in it."""
    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(MAKE_LOCK)))
    if sa.inspect(connection).has_table(meta.name):
        raise Refused("store.exists", path=shown(connection.engine.url))


def complete(connection: sa.Connection) -> None:
    """Make the index over notes, and the table of logins."""
    postgres_search.make(connection)
    postgres_roles.make_logins(connection)


def who_is_there(connection: sa.Connection) -> str | None:
    """The ``contributor_id`` of whoever logged in; None when this login was linked to nobody."""
    if connection.exec_driver_sql("SELECT to_regclass('public.logins')").scalar() is None:
        return None
    linked = "SELECT contributor_id FROM public.logins WHERE login = session_user::text"
    return connection.exec_driver_sql(linked).scalar()


def why_not(problem: sa.exc.DBAPIError) -> str | None:
    """The key of the sentence that says why something did not work; None when it is no matter of the server."""
    state = getattr(problem.orig, "sqlstate", None)
    if state == "42501" and "row-level security" in str(problem.orig):
        return "store.own_name_only"
    if state:
        return next((_BY_STATE[part] for part in (state, state[:3], state[:2]) if part in _BY_STATE), None)
    if not isinstance(problem, sa.exc.OperationalError):
        return None
    text = str(problem.orig)
    return next((key for words, key in _BY_WORDS.items() if words in text), "store.server_away")


def before_feed(connection: sa.Connection) -> None:
    """Take the lock under which rows are numbered; it is given back when they can be seen by all.

    It is that of a table which a reader may not lock. A project of an older kit has none until ``ontmoet roles``.
    """
    turns = f"public.{postgres_roles.TURNS}"
    if connection.execute(sa.select(sa.func.to_regclass(turns))).scalar() is None:
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(FEED_LOCK)))
    else:
        connection.exec_driver_sql(f"LOCK TABLE {turns} IN EXCLUSIVE MODE")


def number_on(connection: sa.Connection) -> None:
    """Let the feed number on after the rows that came in with a number."""
    connection.exec_driver_sql("SELECT setval(pg_get_serial_sequence('feed', 'seq'), (SELECT max(seq) FROM feed))")


def clean_pages(engine: sa.Engine, names: Iterable[str]) -> bool:
    """Write these tables and those of the index anew, so that no free page holds words of rows that are gone.

    False when someone else is reading or writing for too long; call it again later. What the server's own log still
    holds, the server writes over by itself.
    """
    try:
        with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            connection.exec_driver_sql("SET statement_timeout = 0")
            found = sa.inspect(connection).get_table_names()
            wanted = [name for name in dict.fromkeys([*names, *postgres_search.TABLES]) if name in found]
            quoted = map(engine.dialect.identifier_preparer.quote, wanted)
            connection.exec_driver_sql(f"VACUUM FULL {', '.join(quoted)}")
            connection.exec_driver_sql(f"SET statement_timeout = {TIME_OUTS['statement_timeout']}")
    except sa.exc.DBAPIError:
        return False
    return True


class Watch:
    """Whether someone wrote, by one short question on a connection of its own, outside any transaction."""

    def __init__(self, engine: sa.Engine) -> None:
        self._connection = engine.execution_options(isolation_level="AUTOCOMMIT").connect()
        epoch = sa.select(meta.c.value).where(meta.c.key == "store_epoch").scalar_subquery()
        number = sa.select(sa.func.max(feed.c.seq)).scalar_subquery()
        self._question = sa.select(epoch, number)
        self._seen: tuple[Any, ...] | None = None

    def changed(self) -> bool:
        """Whether something can be read that could not be at the last call; True at the first."""
        before, self._seen = self._seen, tuple(self._connection.execute(self._question).one())
        return before != self._seen

    def close(self) -> None:
        """Give the connection back; one that broke is thrown away."""
        with suppress(sa.exc.SQLAlchemyError):
            self._connection.close()


def watch(engine: sa.Engine) -> Watch:
    """A watch on the database of this engine."""
    return Watch(engine)


def load(connection: sa.Connection, table: sa.Table, rows: Iterable[tuple[Any, ...]]) -> None:
    """Put many rows in a temporary table with COPY, and tell the planner how many: without it, it expects a few."""
    raw: Any = connection.connection.dbapi_connection
    quoted = connection.dialect.identifier_preparer.quote
    columns = ", ".join(quoted(column.name) for column in table.columns)
    try:
        with raw.cursor() as cursor:
            with cursor.copy(f"COPY {quoted(table.name)} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            cursor.execute(f"ANALYZE {quoted(table.name)}")
    except psycopg.Error as problem:
        raise sa.exc.DBAPIError("COPY", None, problem) from problem


def _connect_args(url: sa.URL) -> dict[str, Any]:
    settings = " ".join(f"-c {name}={value}" for name, value in TIME_OUTS.items())
    given = str(url.query.get("options", ""))
    args: dict[str, Any] = {**CONNECTING, "options": f"{settings} {given}".strip(), "application_name": "ontmoet"}
    if not _on_this_computer(url) and not os.environ.get("PGSSLMODE"):
        args["sslmode"] = "require"  # words of people never cross a network in the open
    return {name: value for name, value in args.items() if name == "options" or name not in url.query}


def _on_this_computer(url: sa.URL) -> bool:
    host = str(url.query.get("host") or url.host or os.environ.get("PGHOST") or "")
    return host.startswith("/") or host in ("", "localhost", "127.0.0.1", "::1")
