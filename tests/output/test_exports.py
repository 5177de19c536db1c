"""A profile leaves as JSON Resume and comes back the same; a CV may be taken in its place."""

from __future__ import annotations

import json

from make_documents import docx, people

from careerbot.documents import formats
from careerbot.output.exports import as_json_resume, profile_in


def test_a_profile_comes_back_as_it_left(adviser):
    for person in people():
        _, profile = adviser.read(formats.read(docx(person)))
        view = json.loads(json.dumps(as_json_resume(profile, adviser.corpus)))
        assert profile_in(view) == profile
        assert {"name", "level"} <= view["skills"][0].keys()
        # another program's reader finds the same skills in the open fields
        del view["x-careerbot"]
        assert profile_in(view) is None
        _, again = adviser.read(formats.read(json.dumps(view).encode()))
        same = {k.slug for k in again.skills} & {k.slug for k in profile.skills}
        assert len(same) >= 0.9 * len(profile.skills)


def test_what_was_changed_beyond_recognition_is_not_believed():
    for ours in (None, 5, {}, {"schema": "careerbot.profile-export/1", "profile": {"skills": "many"}}):
        assert profile_in({"x-careerbot": ours}) is None


def test_import_and_export_at_the_command_line(cli, tmp_path):
    (tmp_path / "cv.docx").write_bytes(docx(people()[0]))
    assert cli("profile", "export").code == 1
    ran = cli("profile", "import", str(tmp_path / "cv.docx"), "--json")
    assert ran.code == 0, ran.err
    ran = cli("profile", "export")
    assert ran.code == 0
    (tmp_path / "out.json").write_text(ran.out)
    refused = cli("profile", "import", str(tmp_path / "out.json"))
    assert refused.code == 1
    assert "--replace" in refused.err
    assert cli("profile", "import", str(tmp_path / "out.json"), "--replace").code == 0
    assert json.loads(cli("profile", "export").out) == json.loads(ran.out)
    (tmp_path / "empty.txt").write_text("The weather is nice today.")
    assert "nothing was kept" in cli("profile", "import", str(tmp_path / "empty.txt"), "--replace").err
