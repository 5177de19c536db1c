"""Format registry: the reader of each format.

It alone knows them all; a foreign one is called in a process of its own (reader).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from careerbot.documents import exports, markup, office
from careerbot.documents.markup import read_latex
from careerbot.documents.pdf import read_pdf
from careerbot.documents.resume import read_json, read_yaml
from careerbot.documents.sheet import Format, Sheet, UnreadableError, format_of, text_of, unsectioned


def read(data: bytes) -> Sheet:
    """A document by its content; UnreadableError where it is none."""
    return READERS[format_of(data)](data)


def _container(data: bytes) -> Sheet:
    archive = office.Archive(data)
    names = archive.names
    if office.DOCX_BODY in names:
        return office.read_docx(archive)
    if archive.read("mimetype").strip() == b"application/epub+zip":
        return _book(archive)
    if "content.xml" in names:
        return office.read_odt(archive)
    if exports.is_linkedin(names):
        return exports.read_linkedin(archive)
    if any(name.startswith(("xl/", "ppt/")) for name in names):
        raise UnreadableError("is a table or slides: save it as PDF or as text and give that")
    raise UnreadableError("is an archive without a document that I know: unpack it and give the document")


def _book(archive: office.Archive) -> Sheet:
    pages = (name for name in sorted(archive.names) if name.endswith((".xhtml", ".html", ".htm")) and "nav" not in name)
    lines = [line for name in pages for line in markup.visible(archive.read(name).decode("utf-8", "replace"))]
    return unsectioned("EPUB", lines)


def _xml(data: bytes) -> Sheet:
    root = office.tree_of(data)
    if office.local(root) in exports.EUROPASS_ROOTS:
        return exports.read_europass(root)
    return unsectioned("XML", root.itertext())


READERS: Mapping[Format, Callable[[bytes], Sheet]] = {
    "pdf": read_pdf,
    "zip": _container,
    "rtf": markup.read_rtf,
    "xml": _xml,
    "html": lambda data: markup.read_html(text_of(data)),
    "latex": lambda data: read_latex(text_of(data)),
    "yaml": lambda data: read_yaml(text_of(data)),
    "json": lambda data: read_json(text_of(data)),
    "linkedin": lambda data: exports.read_linkedin_table(text_of(data)),
    "markdown": lambda data: markup.read_markdown(text_of(data)),
    "plain": lambda data: unsectioned("text", text_of(data).split("\n")),
}
