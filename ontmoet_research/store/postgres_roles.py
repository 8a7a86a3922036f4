"""Who may do what in a project on a server: the SQL, made from the model so that no table can be forgotten.

Three group roles a project, named after its database:

====== ============================================================================================
reader reads
coder  reads and adds rows, as the contributor of this login and as nobody else; changes nothing
eraser also takes out and changes, which erasing needs; the steward of the project
====== ============================================================================================

The server itself holds them to it (row-level security), so it doesn't matter with which program someone comes in.
``session_user`` is who logged in and can't be changed with ``SET ROLE``. Every function names all it uses in full, so
no one can put something of their own in its place.
"""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from ontmoet_research.model import columns_of, tables
from ontmoet_research.words import Refused

from . import postgres_guard, postgres_search
from .tables import erasures, feed, meta, objects, replacements

ROLES = ("reader", "coder", "eraser")
LONGEST_NAME = 63  # PostgreSQL cuts off a longer one in silence
MAINTAIN_SINCE = 17  # the version from which VACUUM is a right that can be given

_LOGINS = "CREATE TABLE IF NOT EXISTS public.logins (login text PRIMARY KEY, contributor_id text NOT NULL)"
TURNS = "turns"
"""An empty table that who writes locks, so that rows are numbered in the order in which they can be seen."""
_TURNS = f"CREATE TABLE IF NOT EXISTS public.{TURNS} ()"
_ME = """
CREATE OR REPLACE FUNCTION public.ontmoet_me() RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog
AS $$ SELECT contributor_id FROM public.logins WHERE login = session_user::text $$
"""
# A line in the feed is true when it tells of a row of this very author, under a batch of their own.
_TELLS = """
CREATE OR REPLACE FUNCTION public.ontmoet_tells(in_table text, the_row text, the_object text, b text, undoes_b text)
RETURNS boolean LANGUAGE plpgsql STABLE SET search_path = pg_catalog AS $$
DECLARE
    me text := public.ontmoet_me();
    mine boolean;
BEGIN
    IF me IS NULL OR NOT in_table = ANY (ARRAY[{names}]) THEN RETURN false; END IF;
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM public.%I WHERE id = $1 AND object_id = $2 AND author = $3)', in_table)
        INTO mine USING the_row, the_object, me;
    RETURN mine AND NOT EXISTS (SELECT 1 FROM public.feed f WHERE f.batch = b AND f.author <> me)
        AND (undoes_b IS NULL OR EXISTS (SELECT 1 FROM public.feed f WHERE f.batch = undoes_b AND f.author = me));
END $$
"""
# A row is replaced only by a row of this author that says so itself, about the same object in the same table; what
# belongs to one person (a coding, a reading, a view) only by that person.
_REPLACES = """
CREATE OR REPLACE FUNCTION public.ontmoet_replaces(old text, new text)
RETURNS boolean LANGUAGE plpgsql STABLE SET search_path = pg_catalog AS $$
DECLARE
    me text := public.ontmoet_me();
BEGIN
    RETURN EXISTS ({tables});
END $$
"""
_REPLACES_IN = """
SELECT 1 FROM public.{name} r JOIN public.{name} p ON p.id = old AND p.object_id = r.object_id
WHERE r.id = new AND r.author = me AND jsonb_exists(r.parents::jsonb, old){own}
"""
FUNCTIONS = (
    "ontmoet_me()",
    "ontmoet_tells(text, text, text, text, text)",
    "ontmoet_replaces(text, text)",
    *postgres_guard.FUNCTIONS,
)


def role_name(database: str, role: str) -> str:
    """What the group role of a project is called on the server. Errors: ``Refused`` when that is too long."""
    name = f"ontmoet_{database}_{role}"
    if len(name.encode()) > LONGEST_NAME:
        raise Refused("store.long_database_name", name=database)
    return name


def own_tables() -> tuple[str, ...]:
    """The tables of which each row belongs to one person."""
    return tuple(
        name for name in tables() if (c := columns_of(name).get("contributor_id")) is not None and not c.nullable
    )


def statements(database: str, version: tuple[int | str, ...]) -> Iterator[str]:
    """All SQL that gives the three roles their rights, and takes away what they had before, in order.

    ``version`` is that of the server. The roles themselves must be there. Run it as the owner of the database.
    """
    yield _LOGINS
    yield _TURNS
    yield from _functions()
    yield from _doors(database)
    for name in _all_tables():
        yield from _rights(database, name, version)
    yield from _turns(database)
    yield from _in_words(f"GRANT USAGE ON SEQUENCE public.{feed.name}_seq_seq TO {{coder}}, {{eraser}}", database)


def _turns(database: str) -> Iterator[str]:
    """Only who may write may take the lock: taking it needs a right to change, and a reader has none."""
    yield f"ALTER TABLE public.{TURNS} ENABLE ROW LEVEL SECURITY"
    yield from _in_words(f"REVOKE ALL ON public.{TURNS} FROM PUBLIC, {{reader}}, {{coder}}, {{eraser}}", database)
    yield from _in_words(f"GRANT UPDATE ON public.{TURNS} TO {{coder}}, {{eraser}}", database)


def _all_tables() -> tuple[str, ...]:
    own = (objects.name, replacements.name, feed.name, erasures.name, meta.name)
    return (*tables(), *own, *postgres_search.TABLES, "logins")


def _functions() -> Iterator[str]:
    names = ", ".join(f"'{name}'" for name in tables())
    own = own_tables()
    parts = (
        _REPLACES_IN.format(name=name, own=" AND p.contributor_id = me" if name in own else "") for name in tables()
    )
    yield _ME
    yield _TELLS.format(names=names)
    yield _REPLACES.format(tables=" UNION ALL ".join(parts))
    yield from postgres_guard.functions()


def _doors(database: str) -> Iterator[str]:
    """Who gets in at all: only who has a role in this very project."""
    groups, place = "{reader}, {coder}, {eraser}", quoted(database).replace("{", "{{").replace("}", "}}")
    yield from _in_words(f"REVOKE ALL ON DATABASE {place} FROM PUBLIC, {groups}", database)
    yield from _in_words(f"GRANT CONNECT ON DATABASE {place} TO {groups}", database)
    yield from _in_words(f"REVOKE ALL ON SCHEMA public FROM PUBLIC, {groups}", database)
    yield from _in_words(f"GRANT USAGE ON SCHEMA public TO {groups}", database)
    for function in FUNCTIONS:
        yield f"REVOKE ALL ON FUNCTION public.{function} FROM PUBLIC"
        yield from _in_words(f"GRANT EXECUTE ON FUNCTION public.{function} TO {groups}", database)


def _rights(database: str, name: str, version: tuple[int | str, ...]) -> Iterator[str]:
    place = f"public.{name}"
    columns = f" ({', '.join(c.name for c in feed.columns if c.name != 'seq')})" if name == feed.name else ""
    check = _may_add(name)
    wanted = [
        f"ALTER TABLE {place} ENABLE ROW LEVEL SECURITY",
        f"REVOKE ALL ON {place} FROM PUBLIC, {{reader}}, {{coder}}, {{eraser}}",
        f"GRANT SELECT ON {place} TO {{reader}}, {{coder}}, {{eraser}}",
        *(f"DROP POLICY IF EXISTS {policy} ON {place}" for policy in ("ontmoet_read", "ontmoet_add", "ontmoet_erase")),
        f"CREATE POLICY ontmoet_read ON {place} FOR SELECT TO {{reader}}, {{coder}} USING ({_may_see(name)})",
        f"CREATE POLICY ontmoet_erase ON {place} FOR ALL TO {{eraser}} USING (true) WITH CHECK (true)",
    ]
    if check:
        wanted.append(f"GRANT INSERT{columns} ON {place} TO {{coder}}")
        wanted.append(f"CREATE POLICY ontmoet_add ON {place} FOR INSERT TO {{coder}} WITH CHECK ({check})")
    if name == objects.name:
        wanted.append(f"GRANT INSERT ON {place} TO {{eraser}}")  # an anchor stays for ever
    elif name != "logins":
        wanted.append(f"GRANT INSERT, UPDATE, DELETE ON {place} TO {{eraser}}")
    if int(version[0]) >= MAINTAIN_SINCE:
        wanted.append(f"GRANT MAINTAIN ON {place} TO {{eraser}}")
    for statement in wanted:
        yield from _in_words(statement, database)


def _may_see(name: str) -> str:
    rules = [*postgres_guard.may_see_too(name)]
    if name in own_tables() and "private" in columns_of(name):
        rules.append("(NOT private OR contributor_id = (SELECT public.ontmoet_me()))")
    return " AND ".join(rules) or "true"


def _may_add(name: str) -> str:
    """When a coder may add a row; '' when never."""
    me, same_note = "(SELECT public.ontmoet_me())", "s.id = row_id AND s.object_id = search_words.object_id"
    if name in tables():
        own = [f"contributor_id = {me}"] if name in own_tables() else []
        return " AND ".join([f"author = {me}", *own, *postgres_guard.may_add_too(name)])
    return {
        objects.name: f"kind = ANY (ARRAY[{', '.join(repr(kind) for kind in tables())}])",
        replacements.name: "public.ontmoet_replaces(replaces_id, row_id)",
        feed.name: f"author = {me} AND public.ontmoet_tells(table_name, row_id, object_id, batch, undoes)",
        erasures.name: f"author = {me} AND NOT confirmed",  # a proposal; a person with the right confirms it
        "search_words": f"EXISTS (SELECT FROM public.sources s WHERE {same_note} AND s.author = {me})",
        "search_terms": f"{me} IS NOT NULL",
    }.get(name, "")


def _in_words(statement: str, database: str) -> Iterator[str]:
    yield statement.format(**{role: quoted(role_name(database, role)) for role in ROLES})


def quoted(name: str) -> str:
    """A name as an identifier in SQL, whatever stands in it."""
    return '"' + name.replace('"', '""') + '"'


def make_logins(connection: sa.Connection) -> None:
    """Make the empty table that says which login is which contributor, and the one that writers take turns with."""
    connection.exec_driver_sql(_LOGINS)
    connection.exec_driver_sql(_TURNS)
