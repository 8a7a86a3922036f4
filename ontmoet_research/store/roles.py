"""Roles of people in a project on a server: given by its owner, held to by the server itself.

Passwords never pass through the kit: a login is made without one, and gets one on the server (``docs/team-server.md``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from ontmoet_research.words import Refused

from .current import find, read_rows
from .postgres_roles import ROLES, quoted, role_name, statements
from .project import Project

__all__ = ["ROLES", "Login", "give_role", "list_logins", "renew_roles", "take_role"]


@dataclass(frozen=True)
class Login:
    """A login on the server: whose it is (``contributor_id``), and its role in this project."""

    login: str
    contributor_id: str
    role: str


def renew_roles(project: Project) -> None:
    """Make the three roles of this project where they are missing, and give them exactly their rights.

    Do this once for a new project and again after every change of the kit's tables. All or nothing. Errors:
    ``Refused`` when the project is no database, or when this login does not own it or may not make roles.
    """
    _check_server(project)
    with project.writing() as connection:
        for role in ROLES:
            _make_role(connection, role_name(project.name, role), "NOLOGIN")
        _run(connection, statements(project.name, connection.dialect.server_version_info or (0,)))


def give_role(project: Project, person: str, login: str, role: str) -> None:
    """Let a login of the server work as this contributor, in this role and no other.

    ``person`` is a ``contributor_id`` or the name on screen. A login that is not there is made, without a password.
    Errors: ``Refused`` when the person is unknown (or several have that name), is a student (in a
    practice series they may), or the owner may not do this, ``ValueError`` for an unknown role.
    """
    if role not in ROLES:
        raise ValueError(f"role is one of {', '.join(ROLES)}; not {role}")
    contributor_id = _contributor(project, person)
    _check_student(project, contributor_id)
    renew_roles(project)
    with project.writing() as connection:
        _make_role(connection, login, "LOGIN")
        _leave_all(connection, project.name, login)
        _run(connection, [f"GRANT {quoted(role_name(project.name, role))} TO {quoted(login)}"])
        linked = "INSERT INTO public.logins (login, contributor_id) VALUES (%s, %s) "
        linked += "ON CONFLICT (login) DO UPDATE SET contributor_id = excluded.contributor_id"
        connection.exec_driver_sql(linked, (login, contributor_id))


def take_role(project: Project, login: str) -> None:
    """Let a login do nothing more in this project; what the person made stays. An unknown login changes nothing.

    Errors: ``Refused`` when the project is no database, or the owner may not do this.
    """
    _check_server(project)
    with project.writing() as connection:
        _leave_all(connection, project.name, login)
        connection.exec_driver_sql("DELETE FROM public.logins WHERE login = %s", (login,))


def list_logins(project: Project) -> list[Login]:
    """The logins of this project with their role ('' for one that lost it), by name. Errors: as :func:`take_role`."""
    _check_server(project)
    statement = """SELECT l.login, l.contributor_id, m.roleid::regrole::text AS held FROM public.logins l
                   LEFT JOIN pg_roles r ON r.rolname = l.login LEFT JOIN pg_auth_members m ON m.member = r.oid
                   ORDER BY l.login"""
    names = {role_name(project.name, role): role for role in ROLES}
    found: dict[str, Login] = {}
    with project.reading() as connection:
        for login, contributor_id, held in connection.exec_driver_sql(statement):
            role = names.get((held or "").strip('"').replace('""', '"'), "")
            if role or login not in found:
                found[login] = Login(login, contributor_id, role)
    return list(found.values())


def _check_server(project: Project) -> None:
    if project.backend.NAME != "postgresql":
        raise Refused("store.roles_on_a_server", path=project.path)


def _contributor(project: Project, person: str) -> str:
    rows = read_rows(project, "contributors")
    named = {row.object_id for row in rows if person in (row.object_id, row["display_name"])}
    if len(named) == 1:
        return named.pop()
    return find(project, "contributors", person).object_id


def _check_student(project: Project, contributor_id: str) -> None:
    """A student may not read words of who gave no yes for that; the server can't hold that inside a note."""
    if project.fact("practice") != "ja" and find(project, "contributors", contributor_id)["role"] == "student":
        raise Refused("store.no_login_for_student")


def _make_role(connection: sa.Connection, name: str, kind: str) -> None:
    there = connection.exec_driver_sql("SELECT 1 FROM pg_roles WHERE rolname = %s", (name,)).first()
    if not there:
        _run(connection, [f"CREATE ROLE {quoted(name)} {kind}"])


def _leave_all(connection: sa.Connection, database: str, login: str) -> None:
    there = "SELECT count(*) FROM pg_roles WHERE rolname = ANY(%s)"
    groups = [role_name(database, role) for role in ROLES]
    if connection.exec_driver_sql(there, ([login, *groups],)).scalar() == 1 + len(groups):
        _run(connection, (f"REVOKE {quoted(group)} FROM {quoted(login)}" for group in groups))


def _run(connection: sa.Connection, wanted: Iterable[str]) -> None:
    plain = connection.execution_options(no_parameters=True)  # a % in a name is a %
    for statement in wanted:
        plain.exec_driver_sql(statement)
