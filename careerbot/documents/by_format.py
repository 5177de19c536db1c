"""The reader each format has."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from careerbot.documents.detection import Format, format_of
from careerbot.documents.sheet import Sheet, UnreadableError, plain_lines
from careerbot.documents.structured import europass, json_resume, linkedin, rendercv
from careerbot.documents.tidying import tidied
from careerbot.documents.written import docx, html, latex, markdown, odt, pdf, plain, rtf
from careerbot.documents.written.archives import Archive, local, tree_of
from careerbot.documents.written.plain import text_of


def read(data: bytes) -> Sheet:
    """A document by its content; UnreadableError where it is none."""
    return READERS[format_of(data)](data)


def _container(data: bytes) -> Sheet:
    archive = Archive(data)
    names = archive.names
    if docx.BODY in names:
        return docx.read(archive)
    if archive.read("mimetype").strip() == b"application/epub+zip":
        return _book(archive)
    if "content.xml" in names:
        return odt.read(archive)
    if linkedin.is_export(names):
        return linkedin.read_archive(archive)
    if any(name.startswith(("xl/", "ppt/")) for name in names):
        message = "is a table or slides: save it as PDF or as text and give that"
        raise UnreadableError(message)
    message = "is an archive without a document that I know: unpack it and give the document"
    raise UnreadableError(message)


def _book(archive: Archive) -> Sheet:
    pages = (name for name in sorted(archive.names) if name.endswith((".xhtml", ".html", ".htm")) and "nav" not in name)
    lines = [line for name in pages for line in html.visible(archive.read(name).decode("utf-8", "replace"))]
    return Sheet("EPUB", plain_lines("\n".join(tidied(lines))))


def _xml(data: bytes) -> Sheet:
    root = tree_of(data)
    if local(root) in europass.ROOTS:
        return europass.read(root)
    return Sheet("XML", plain_lines("\n".join(tidied(root.itertext()))))


READERS: Mapping[Format, Callable[[bytes], Sheet]] = {
    "pdf": pdf.read,
    "zip": _container,
    "rtf": rtf.read,
    "xml": _xml,
    "html": lambda data: html.read(text_of(data)),
    "latex": lambda data: latex.read(text_of(data)),
    "yaml": lambda data: rendercv.read(text_of(data)),
    "json": lambda data: json_resume.read(text_of(data)),
    "linkedin": lambda data: linkedin.read_table(text_of(data)),
    "markdown": lambda data: markdown.read(text_of(data)),
    "plain": lambda data: plain.read(text_of(data)),
}
