"""A list of labels comes in from a CSV as people make them, and a second time only what differs changes."""

from pathlib import Path

import pytest

from ontmoet_research import store
from ontmoet_research.coding import bring_in_codebook, read_codebook_file, read_codes
from ontmoet_research.model import shipped

HEAD = "code_id,label_nl,family,kind,definition_b1\n"


@pytest.mark.parametrize(
    ("name", "count"), [("codeboek_A", 19), ("codeboek_B", 27), ("codeboek_C", 26), ("codeboek_D", 31)]
)
def test_the_starter_codebooks_are_whole(name: str, count: int) -> None:
    codes = read_codebook_file(shipped("codeboeken", f"{name}.csv"))
    assert len(codes) == count
    assert all(code["definition_b1"] and code["include"] and code["example"] for code in codes)
    pairs = [code for code in codes if code["kind"] == "paar"]
    assert all(
        [o.split("=")[0] for o in code["options"]][:4] == ["links", "rechts", "allebei", "weet_niet"] for code in pairs
    )


@pytest.mark.parametrize("name", ["codeboek_A", "codeboek_B", "codeboek_C", "codeboek_D"])
def test_labels_of_one_family_differ_in_line_or_colour_and_stay_readable(name: str) -> None:
    codes = read_codebook_file(shipped("codeboeken", f"{name}.csv"))
    for family in {code["family"] for code in codes}:
        looks = [(code["colour"], code["pattern"]) for code in codes if code["family"] == family]
        assert len(set(looks[:5])) == len(looks[:5])


# Which label stands for what a row of the requirements names. Pairs count for both of their ends.
LABEL_OF_ROW = {
    **{
        "A07": "SL01 SL08",
        "A16": "SO03",
        "A22": "EX01",
        "A26": "SL09",
        "A28": "EX12",
        "A33": "LV02",
        "A34": "LV01 LV05",
    },
    **{"A35": "LV03 LV04", "A36": "SL04 SL14", "A37": "NV01 NV02 NV03", "A40": "BG09", "A42": "SL12", "B06": "LV06"},
    **{"A04": "TR01 TR02 TR03 TR04", "B09": "SL01 SL06", "B11": "SL07", "B12": "SL10", "B14": "SL03", "B23": "EX17"},
    **{
        "B39": "SL18",
        "C05": "EX05",
        "C06": "EX02",
        "C09": "EX07 EX08",
        "C11": "EX09 EX10",
        "C12": "EX13",
        "C13": "BP08",
    },
    **{"C14": "BP09", "C15": "SY02", "C19": "EX16", "C20": "EX14", "C21": "EX11", "C22": "EX18", "C23": "SL15 EX06"},
    **{"C24": "BG13 EX15", "C25": "BG14", "C26": "BG12", "C27": "EX20 EX21 EX22 EX23 EX24 EX25", "D02": "BG16"},
    **{"D05": "WA01 WA02 WA03", "D06": "EX03", "D11": "BP09", "D12": "BG17", "D20": "EX26 EX27 EX28 EX29 EX30 EX31"},
    **{"D21": "BP05", "E04": "BG10", "E05": "BP09", "E06": "EX04 BG15", "E07": "BG11", "E08": "SY01", "E09": "BP02"},
    **{"E12": "BP01 BP02 BP03 BP04 BP05 BP06 BP07", "E15": "SY03", "E17": "EX19", "E19": "BG03", "E20": "BG12"},
    **{"E16": "BG01 BG02 BG03 BG04 BG05 BG06 BG07 BG08", "E21": "BP10", "E22": "BP02", "E25": "WA02", "E29": "BP02"},
    "E32": "SY04",
}


@pytest.fixture(scope="module")
def all_codes() -> dict[str, dict[str, object]]:
    names = ("codeboek_A", "codeboek_B", "codeboek_C", "codeboek_D")
    return {code["code"]: code for name in names for code in read_codebook_file(shipped("codeboeken", f"{name}.csv"))}


@pytest.mark.parametrize(("row", "ids"), LABEL_OF_ROW.items(), ids=list(LABEL_OF_ROW))
def test_each_row_that_names_a_label_has_it_with_when_to_use_it_and_when_not(row, ids, all_codes) -> None:
    for code in ids.split():
        assert all(all_codes[code][part] for part in ("label_nl", "definition_b1", "include", "exclude", "example")), (
            row
        )


def test_a_label_that_helps_and_hinders_is_never_forced_to_one_of_them(all_codes) -> None:
    assert all_codes["EX08"]["options"] == ["helpt", "hindert", "allebei", "weet_niet"]


def test_extra_labels_have_short_families_and_names_of_their_own(all_codes) -> None:
    families: dict[object, list[object]] = {}
    for code in all_codes.values():
        if str(code["code"]).startswith("EX"):
            families.setdefault(code["family"], []).append(code["label_nl"])
    assert max(map(len, families.values())) <= 7
    how = ("gevoel", "leefgebied", "binnen of buiten", "kort of lang", "formeel of informeel")
    for code in all_codes.values():  # a label that says how or where must not make a theme out of a feeling
        assert (code["signs"] == ["kenmerk"]) == (code["family"] in how), code["label_nl"]
    elsewhere = {code["label_nl"] for code in all_codes.values() if not str(code["code"]).startswith("EX")}
    assert not elsewhere & {name for names in families.values() for name in names}


@pytest.mark.parametrize(
    "content",
    [
        (HEAD + "X1,Één label,fam,enkel,Uitleg\n").encode("utf-8-sig"),
        (HEAD + "X1,Één label,fam,enkel,Uitleg\n").encode("cp1252"),
        (HEAD + "X1,Één label,fam,enkel,Uitleg\n").replace(",", ";").replace("\n", "\r\n").encode(),
        (HEAD + "X1,Één label,fam,,Uitleg\n\n,,,,\n").encode(),
    ],
    ids=["bom", "windows", "semicolons", "empty_rows"],
)
def test_a_file_as_a_spreadsheet_writes_it_is_read(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "lijst.csv"
    path.write_bytes(content)
    (code,) = read_codebook_file(path)
    assert (code["code"], code["label_nl"], code["family"], code["kind"]) == ("X1", "Één label", "fam", "enkel")


def test_a_second_time_only_what_differs_changes_and_the_old_words_stay(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(HEAD + "X1,Eerst,fam,enkel,Uitleg\nX2,Blijft,fam,enkel,Uitleg\n", encoding="utf-8")
    with store.create(tmp_path / "p.ontmoet", title="Proef") as project:
        first = bring_in_codebook(project, path)
        path.write_text(
            HEAD + "X1,Later,fam,enkel,Uitleg\nX2,Blijft,fam,enkel,Uitleg\nX3,Nieuw,fam,paar,U\n", encoding="utf-8"
        )
        second = bring_in_codebook(project, path)
        assert (second.added, second.changed, second.same) == (1, 1, 1)
        assert first.codebook_id == second.codebook_id
        codes = read_codes(project)
        assert list(codes["label_nl"]) == ["Later", "Blijft", "Nieuw"]
        assert list(codes["options"])[2] == ["links", "rechts", "allebei", "weet_niet"]
        history = store.history(project, "codes", codes["code_id"][0])
        assert list(history["label_nl"]) == ["Eerst", "Later"]


def test_hostile_labels_are_kept_as_they_are_typed(tmp_path: Path) -> None:
    label = "<script>alert(1)</script> $x$ 😀 \u202eom"
    path = tmp_path / "lijst.csv"
    path.write_text(f"code_id,label_nl\nX1,{label}\n", encoding="utf-8")
    assert read_codebook_file(path)[0]["label_nl"] == label
