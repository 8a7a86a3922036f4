"""What the server refuses a coder, whatever program they come in with: rules on rows, made from the model.

Registers only grow; a right of a person (columns that the model marks as *proposed*) and a no (``no``) are changed by
the steward; who may ask for a yes, and whose words a text are, is looked up here and not believed from the client.

The functions look with the rights of the owner (``SECURITY DEFINER``) and answer yes or no only, so that a rule of a
table may ask about that same table. Each names all it uses in full.
"""

from __future__ import annotations

from collections.abc import Iterator

from ontmoet_research.model import columns_of, metadata, tables

__all__ = ["FUNCTIONS", "functions", "may_add_too", "may_see_too"]

ASKING_SIDES = ("ervaring", "onderzoek")  # who may record an answer of someone (privacy P09)
OPEN_TO_ALL = ("contributors", "series")  # without words of people; the kit can't open without them
STOPPED = {"participants": ("status", "'ingetrokken'"), "fragments": ("withdrawn", "true")}
"""What stays so until the steward takes it back: table -> column and value in SQL."""

# The current versions of the row of whoever is logged in, or of an object.
_HEADS = """
FROM public.{table} c WHERE c.object_id = {object} AND NOT c.removed
AND NOT EXISTS (SELECT 1 FROM public.replacements x WHERE x.replaces_id = c.id)
"""
_MY_SIDES = """
SELECT m.side FROM public.contributors m WHERE m.object_id = public.ontmoet_me() AND NOT m.removed
AND NOT EXISTS (SELECT 1 FROM public.replacements x WHERE x.replaces_id = m.id)
"""
_ABOUT_ME = """
CREATE OR REPLACE FUNCTION public.{name}() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog AS $$ SELECT {answer} $$
"""
_ABOUT_ROWS = """
CREATE OR REPLACE FUNCTION public.{name}(in_table text, the_object text{more})
RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    found boolean;
BEGIN
    IF NOT in_table = ANY (ARRAY[{names}]) THEN RETURN false; END IF;
    EXECUTE format('SELECT EXISTS (SELECT 1 {heads} AND {but})', in_table) INTO found USING the_object{using};
    RETURN NOT found;
END $$
"""
FUNCTIONS = (
    "ontmoet_lets_in()",
    "ontmoet_asks()",
    "ontmoet_new(text, text)",
    "ontmoet_keeps(text, text, jsonb)",
    "ontmoet_lacks(text, text, jsonb)",
    "ontmoet_wrote(text, text)",
    "ontmoet_on_side(text, text)",
)


def functions() -> Iterator[str]:
    """The SQL that makes the functions, in order; ``ontmoet_me()`` must be there."""
    me = _HEADS.format(table="contributors", object="public.ontmoet_me()")
    shut = (
        "c.role = 'student' AND (c.agreement_signed_on IS NULL OR c.supervisor_id IS NULL"
        " OR coalesce(c.agreement_until, '') < to_char(current_date, 'YYYY-MM-DD'))"
    )
    practice = "EXISTS (SELECT 1 FROM public.meta m WHERE m.key = 'practice' AND m.value = 'ja')"
    sides = ", ".join(f"'{side}'" for side in ASKING_SIDES)
    yield _ABOUT_ME.format(name="ontmoet_lets_in", answer=f"{practice} OR NOT EXISTS (SELECT 1 {me} AND {shut})")
    asks = f"c.side IN ({sides}) AND c.role IS DISTINCT FROM 'student'"
    yield _ABOUT_ME.format(name="ontmoet_asks", answer=f"EXISTS (SELECT 1 {me} AND {asks})")
    heads = " ".join(_HEADS.format(table="%I", object="$1").split())
    names = ", ".join(f"'{name}'" for name in tables())
    mine = "jsonb_exists(c.authors::jsonb, public.ontmoet_me())"
    for name, more, but in (
        ("ontmoet_new", "", "true"),
        ("ontmoet_keeps", ", told jsonb", "NOT to_jsonb(c) @> $2"),
        ("ontmoet_lacks", ", told jsonb", "to_jsonb(c) @> $2"),
        ("ontmoet_wrote", "", f"jsonb_array_length(c.authors::jsonb) > 0 AND NOT {mine}"),
        ("ontmoet_on_side", "", f"c.locked_side IS NOT NULL AND c.locked_side NOT IN ({' '.join(_MY_SIDES.split())})"),
    ):
        using = ", told" if more else ""
        yield _ABOUT_ROWS.format(name=name, more=more, using=using, but=but, heads=heads, names=names)


def may_add_too(name: str) -> Iterator[str]:
    """What a row of this table has to meet besides, to be added by a coder."""
    info, columns = metadata.tables[name].info, columns_of(name)
    if info.get("append_only"):
        yield f"NOT removed AND parents::jsonb = '[]'::jsonb AND public.ontmoet_new('{name}', object_id)"
    kept = [column for column in columns if columns[column].info.get("proposed")]
    if kept and name == "contributors":
        pairs = ", ".join(f"'{column}', {column}" for column in (*kept, "participant_id", "removed"))
        yield f"public.ontmoet_keeps('{name}', object_id, jsonb_build_object({pairs}))"
    if name in STOPPED:
        column, value = STOPPED[name]
        lacks = f"public.ontmoet_lacks('{name}', object_id, jsonb_build_object('{column}', {value}))"
        yield f"({column} IS NOT DISTINCT FROM {value} OR {lacks})"
    if name == "consents":
        yield "(SELECT public.ontmoet_asks())"
    if "locked_side" in columns:
        yield f"public.ontmoet_on_side('{name}', object_id)"
        if not columns["locked_side"].nullable:
            yield f"public.ontmoet_wrote('{name}', object_id)"


def may_see_too(name: str) -> Iterator[str]:
    """What a row of this table has to meet besides, to be read by a reader or a coder."""
    if name in tables() and name not in OPEN_TO_ALL:
        yield "(SELECT public.ontmoet_lets_in())"
    if name == "needs":
        me = "(SELECT public.ontmoet_me())"
        yield f"(author = {me} OR person_id = {me} OR (SELECT public.ontmoet_asks()))"
