"""Files of a pack: read in the order of their names, each item once."""

from tanchi.rules.merge import gather

PROCESS = "processes:\n  {id}: {{stage: a, makes: {{x: {{ask: t}}}}}}\n"


def _pack(folder, **files):
    (folder / "processes").mkdir()
    (folder / "pack.yaml").write_text("id: x\n", "utf-8")
    for name, id in files.items():
        (folder / "processes" / f"{name}.yaml").write_text(PROCESS.format(id=id), "utf-8")
    return gather(folder, "x/1")


def test_processes_stand_in_the_order_of_the_file_names(tmp_path):
    pack = _pack(tmp_path, **{"1": "coking", "2": "furnace", "3": "converter"})
    assert list(pack.sections["processes"].items) == ["coking", "furnace", "converter"]
    assert pack.findings == ()


def test_an_item_in_two_files_is_an_error_at_the_second(tmp_path):
    pack = _pack(tmp_path, **{"1": "coking", "2": "coking"})
    assert [f.code for f in pack.findings] == ["pack.twice"]
    assert pack.findings[0].place.file == "x/1/processes/2.yaml"
