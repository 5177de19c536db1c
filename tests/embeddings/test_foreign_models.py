"""A model folder is data: code that it brings along is never run."""

from __future__ import annotations

import json

import pytest

from careerbot.embeddings.encoder import SentenceTransformerEncoder
from careerbot.errors import EncoderMissing

EVIL = """
import pathlib
pathlib.Path(__file__).with_name("ran").touch()
pathlib.Path({mark!r}).touch()
class Evil:
    @classmethod
    def load(cls, *args, **kwargs): return cls()
class EvilConfig: pass
"""

MODULES = [{"idx": 0, "name": "0", "path": "", "type": "evil.Evil"}]
AUTO = {"model_type": "evil", "architectures": ["Evil"], "auto_map": {"AutoConfig": "evil.EvilConfig", "AutoModel": "evil.Evil", "AutoTokenizer": "evil.Evil"}}


@pytest.mark.slow
@pytest.mark.parametrize(
    "files",
    [{"modules.json": MODULES}, {"config.json": AUTO, "tokenizer_config.json": AUTO}, {"modules.json": [{**MODULES[0], "type": "sentence_transformers.models.Transformer"}], "config.json": AUTO}],
    ids=["a module of its own", "a model of its own", "both"],
)  # fmt: skip
def test_code_in_a_model_folder_is_not_run(tmp_path, files):
    folder, mark = tmp_path / "model", tmp_path / "ran"
    folder.mkdir()
    (folder / "evil.py").write_text(EVIL.format(mark=str(mark)))
    for name, data in files.items():
        (folder / name).write_text(json.dumps(data))
    with pytest.raises(EncoderMissing, match="cannot be loaded"):
        SentenceTransformerEncoder(folder).encode(["sql"])
    assert not mark.exists()
