"""Markup to text: HTML, Markdown, rich text (striprtf) and LaTeX (pylatexenc), as a browser or a printer would show them.

A macro of LaTeX that is not known prints its arguments; those that set something up, or hold addresses, print nothing.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from html import unescape
from html.parser import HTMLParser
from typing import Any

from careerbot.documents.sheet import Sheet, UnreadableError, unsectioned

# ---------------------------------------------------------------- HTML


_BLOCK_TAGS = """
address article aside blockquote body br button caption dd details div dl dt fieldset figcaption figure footer form
h1 h2 h3 h4 h5 h6 header hr html label legend li main nav ol option p pre section summary table tbody tfoot thead tr ul
"""
_UNSEEN_TAGS = (
    "script style head template noscript svg math iframe object select textarea audio video canvas s del strike"
)
_EMPTY_TAGS = "area base br col embed hr img input link meta source track wbr"
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_CELLS = frozenset(("td", "th"))
_UNSEEN = frozenset(_UNSEEN_TAGS.split())
_EMPTY = frozenset(_EMPTY_TAGS.split())
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
MOST_OF_A_PAGE = 4_000_000
"""Of a page; more of it is pictures written as text."""


def read_html(text: str) -> Sheet:
    """The visible text of a page."""
    return unsectioned("HTML", visible(text))


def visible(text: str) -> list[str]:
    """The lines of a page, with empty ones between blocks."""
    page = _Page()
    page.feed(text[:MOST_OF_A_PAGE])
    page.close()
    return "".join(page.text).split("\n")


class _Page(HTMLParser):
    """Collects text outside of what is not shown."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self._hidden: list[str] = []
        """Open elements from the first one that hides what stands in it."""
        self._started = False
        """Whether the row has a cell already."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block begins a line; what is hidden is left out."""
        if self._hidden:
            if tag not in _EMPTY:
                self._hidden.append(tag)
            return
        given = dict(attrs)
        if tag not in _EMPTY and (tag in _UNSEEN or "hidden" in given or _HIDING.search(given.get("style") or "")):
            self._hidden.append(tag)
        elif tag in _CELLS:
            self.text.append(" | " if self._started else "")
            self._started = True
        elif tag in _BLOCKS:
            self.text.append("\n- " if tag == "li" else "\n")
            self._started = self._started and tag != "tr"

    def handle_endtag(self, tag: str) -> None:
        """The end of what was hidden, or of a block."""
        if self._hidden:
            if tag in self._hidden:
                while self._hidden.pop() != tag:
                    pass
        elif tag in _BLOCKS:
            self.text.append("\n")

    def handle_data(self, data: str) -> None:
        """Text as it is shown: white is one space."""
        if not self._hidden:
            self.text.append(re.sub(r"[ \t\r\n\f]+", " ", data))


# ---------------------------------------------------------------- Markdown


_FRONT = re.compile(r"\A---[ \t]*\n(?:.{0,500}\n){0,200}?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_IMAGE = re.compile(r"!\[([^\[\]\n]{0,500})\](?:\([^()\n]{0,2000}\)|\[[^\[\]\n]{0,200}\])")
_LINK = re.compile(r"\[([^\[\]\n]{0,500})\](?:\([^()\n]{0,2000}\)|\[[^\[\]\n]{0,200}\])")
_TARGET = re.compile(r"^[ \t]{0,3}\[[^\[\]\n]{1,200}\]:[ \t]*\S.*$", re.MULTILINE)
_STRUCK = re.compile(r"~~[^~\n]{1,500}~~")
_INLINE_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,500}>|<https?://[^<>\s]{1,500}>")
_RULE = re.compile(
    r"^[ \t]*(?:[-*_=][ \t]*){3,}$"
    r"|^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*$"
    r"|^[ \t]*(?:```|~~~).*$"
)
_LEAD = re.compile(r"^([ \t]*)(?:#{1,6}[ \t]+|(?:>[ \t]?)+)")
_BOX = re.compile(r"^([ \t]*(?:[-*+]|\d+[.)])[ \t]+)\[[ xX]\][ \t]+")
_EMPHASIS = re.compile(r"(?<![\w*])\*{1,3}(?=\S)|(?<=\S)\*{1,3}(?![\w*])|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|`+")


def read_markdown(text: str) -> Sheet:
    """The text of a Markdown file."""
    text = _COMMENT.sub("", _FRONT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"), count=1))
    text = _STRUCK.sub("", _TARGET.sub("", text))
    text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    return unsectioned("Markdown", (_markdown_line(line) for line in text.split("\n")))


def _markdown_line(line: str) -> str:
    if _RULE.match(line):
        return ""
    line = _BOX.sub(r"\1", _LEAD.sub(r"\1", line))
    line = _EMPHASIS.sub("", _INLINE_TAG.sub("", line))
    stripped = line.strip()
    if stripped.startswith("|") and stripped.endswith("|"):
        line = " | ".join(cell.strip() for cell in stripped.strip("|").split("|"))
    return unescape(line).rstrip("\\").replace("\\", "")


# ---------------------------------------------------------------- rich text


MOST_BYTES = 20_000_000


def read_rtf(data: bytes) -> Sheet:
    """The text of a rich text file."""
    from striprtf.striprtf import rtf_to_text

    text = rtf_to_text(data[:MOST_BYTES].decode("latin-1"), errors="replace")
    rows = (line.strip().strip("|").replace("|", " | ") for line in text.split("\n"))
    return unsectioned("rich text", rows)


MOST_LATEX = 2_000_000
_SILENT = """
definecolor {{{ colorlet {{ usepackage [{ RequirePackage [{ documentclass [{ setlength {{ addtolength {{ vspace *{
hspace *{ color { pagecolor { rowcolors {{{ pagestyle { thispagestyle { geometry { hypersetup { input { include {
includegraphics [{ photo [[{ newcommand *{[[{ renewcommand *{[[{ providecommand *{[[{ newenvironment *{[[{{ def {
setcounter {{ fontsize {{ selectfont bibliography { bibliographystyle { addbibresource { nocite { cite [{ label { ref {
url { nolinkurl { email { mobile { phone [{ homepage { github { gitlab { linkedin { twitter { stackoverflow {{
googlescholar {{ orcid { skype { social [{ extrainfo { address {{{ location { moderncvstyle { moderncvcolor {
moderncvtheme [{ nopagenumbers fontdir [{ setbool {{ faicon { fa { acvHeaderSocialSep { makecvheader [ makecvfooter {{{
makecvtitle maketitle tableofcontents newpage clearpage hfill vfill hrule rule [{{ divider smallskip medskip bigskip
noindent centering raggedright linebreak [ setmainfont [{ setsansfont [{ hyphenation { name {{ firstname { familyname {
author { title { date { columnratio { printinfo {{ personalinfo { tagline { printbibliography [ switchcolumn *
wheelchart {{{ thanks { pdfbookmark [{{ small large footnotesize
"""
"""Macros that print nothing, each with its arguments: { needed, [ may be given, * a star."""

_SHOWN = """
textbf { textit { emph { texttt { textsc { textsf { textrm { textup { textmd { textsl { uppercase { MakeUppercase {
underline { mbox { textcolor !{ href !{ colorbox !{ makebox [[{ parbox [!{ resizebox !!{ raisebox !{ adjustbox !{
section *[{ subsection *[{ subsubsection *[{ paragraph *[{
"""
"""Macros that print their last argument; ! marks one that is needed and not printed."""
_HEADINGS = frozenset(("section", "subsection", "subsubsection", "paragraph"))
_BREAKS = frozenset(("\\", "par", "item", "newline", "tabularnewline", "cr", "break"))
_SIGNS = {
    "&": "&", "%": "%", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}", " ": " ", ",": " ", "textbar": "|",
    "textbullet": "•", "textendash": "–", "textemdash": "—", "ldots": "…", "dots": "…", "cdotp": "·",
    "textperiodcentered": "·", "textasciitilde": "~", "textbackslash": "\\", "ss": "ß", "o": "ø", "O": "Ø", "ae": "æ",
    "AE": "Æ", "l": "ł", "L": "Ł", "i": "ı", "aa": "å", "AA": "Å", "LaTeX": "LaTeX", "TeX": "TeX",
}  # fmt: skip
_ACCENTS = dict(zip("'`^\"~cvHr", "\u0301\u0300\u0302\u0308\u0303\u0327\u030c\u030b\u030a", strict=True))
_SPECIALS = {"&": " | ", "~": " ", "--": "–", "---": "—", "``": "“", "''": "”"}
DEEPEST = 100
READS_A_SIGN, READS = 5, 20_000
"""Tokens that are looked at, for each sign of a file and beyond: seven times what any sound file needs."""


def read_latex(text: str) -> Sheet:
    """What a LaTeX source prints."""
    from pylatexenc.latexwalker import LatexWalkerError

    body = text.replace("\r\n", "\n")[:MOST_LATEX]
    body = body.partition("\\begin{document}")[2] or body
    body = body.partition("\\end{document}")[0]
    try:
        printed = "".join(_printed(_walker(body).get_latex_nodes()[0], 0))
    except (LatexWalkerError, RecursionError, IndexError, ValueError) as error:
        raise UnreadableError(_DAMAGED) from error
    return unsectioned("LaTeX", (re.sub(r"[ \t]+", " ", line) for line in printed.split("\n")))


_DAMAGED = "is LaTeX that cannot be read: give the PDF made of it"


def _walker(body: str) -> Any:  # noqa: ANN401 (pylatexenc has no types)
    """A parser that gives up in time, and reads nothing twice: pylatexenc alone does, behind every brace that stays open."""
    from pylatexenc.latexwalker import LatexWalker

    class Walker(LatexWalker):  # type: ignore[misc]
        def get_latex_nodes(self, pos: int = 0, **how: Any) -> Any:  # noqa: ANN401
            state = how.get("parsing_state")
            math = (state.in_math_mode, state.math_mode_delimiter) if state is not None else None
            asked = (pos, math, *sorted((name, value) for name, value in how.items() if name != "parsing_state"))
            if asked not in found:
                found[asked] = super().get_latex_nodes(pos, **how)
            return found[asked]

        def get_token(self, *place: Any, **how: Any) -> Any:  # noqa: ANN401
            if next(reads) > most:
                raise UnreadableError(_DAMAGED)
            return super().get_token(*place, **how)

    found: dict[tuple[Any, ...], Any] = {}
    reads, most = itertools.count(), READS + READS_A_SIGN * len(body)
    return Walker(body, latex_context=_context(), tolerant_parsing=True)


def _context() -> Any:  # noqa: ANN401 (pylatexenc has no types)
    from pylatexenc.latexwalker import get_default_latex_context_db
    from pylatexenc.macrospec import MacroSpec

    context = get_default_latex_context_db().filter_context(exclude_categories=["verbatim"])
    known = {name: arguments.replace("!", "{") for table in (_SILENT, _SHOWN) for name, arguments in _rows(table)}
    context.add_context_category(
        "cv", macros=[MacroSpec(name, arguments) for name, arguments in known.items()], prepend=True
    )
    context.set_unknown_macro_spec(MacroSpec("", ""))
    return context


def _rows(table: str) -> Iterator[tuple[str, str]]:
    """(macro, its arguments) of a table of both."""
    yield from re.findall(r"([a-zA-Z@]+)(?: ([\[{*!]+))?", table)


SILENT = frozenset(name for name, _ in _rows(_SILENT))
SHOWN = dict(_rows(_SHOWN))


def _printed(nodes: Sequence[Any], depth: int) -> Iterator[str]:
    if depth > DEEPEST:
        return
    at = 0
    while at < len(nodes):
        node, at = nodes[at], at + 1
        match type(node).__name__:
            case "LatexCharsNode":
                yield re.sub(r"\n[ \t]*\n\s*", "\0", node.chars).replace("\n", " ").replace("\0", "\n\n")
            case "LatexGroupNode":
                yield from _printed(node.nodelist, depth + 1)
            case "LatexMacroNode" if _unknown(node.macroname):
                given = _following(nodes, at)
                at += len(given)
                yield from _arguments(node.macroname, [g for g in given if hasattr(g, "nodelist")], depth + 1)
            case "LatexMacroNode":
                yield from _macro(node, depth + 1)
            case "LatexEnvironmentNode":
                yield from ("\n", *_printed(node.nodelist, depth + 1), "\n")
            case "LatexSpecialsNode":
                yield _SPECIALS.get(node.specials_chars, "\n")
            case "LatexMathNode":
                yield _math(node.latex_verbatim())


def _unknown(name: str) -> bool:
    return not (name in SHOWN or name in SILENT or name in _BREAKS or name in _SIGNS or name in _ACCENTS)


def _following(nodes: Sequence[Any], at: int) -> list[Any]:
    """The groups right after a macro, and the white between them: what is given to it."""
    found: list[Any] = []
    kept = 0
    for place in range(at, len(nodes)):
        node = nodes[place]
        kind = type(node).__name__
        if kind == "LatexGroupNode":
            found.append(node)
            kept = len(found)
        elif kind == "LatexCommentNode" or kind == "LatexCharsNode" and not node.chars.strip():
            found.append(node)
        else:
            break
    return found[:kept]


def _arguments(name: str, groups: list[Any], depth: int) -> Iterator[str]:
    """What a macro nobody knows is given; that of CV classes, or several things, make a line of their own."""
    texts = [text for group in groups if (text := "".join(_printed(group.nodelist, depth)).strip())]
    if len(texts) > 1 or name.startswith(("cv", "resume")):
        yield from ("\n", " | ".join(texts), "\n")
    else:
        yield texts[0] if texts else " "


def _macro(node: Any, depth: int) -> Iterator[str]:  # noqa: ANN401
    name = node.macroname
    arguments = list(node.nodeargd.argnlist or ()) if node.nodeargd else []
    if name in SILENT:
        return
    if name in _BREAKS:
        yield "\n- " if name == "item" else "\n"
        yield from _printed([a for a in arguments if a is not None and name == "item"], depth)
    elif name in _SIGNS and not any(arguments):
        yield _SIGNS[name]
    elif name in _ACCENTS:
        inner = "".join(_printed([a for a in arguments if a is not None], depth))
        yield unicodedata.normalize("NFC", inner[:1] + _ACCENTS[name]) + inner[1:] if inner else ""
    else:
        shown = [a for a, sign in zip(arguments, SHOWN.get(name, ""), strict=False) if sign == "{" and a is not None]
        text = "".join(_printed(shown, depth))
        yield f"\n\n{text}\n" if name in _HEADINGS else text


def _math(source: str) -> str:
    """A formula in a line: most are signs that stand between things."""
    inner = source.strip("$").strip()
    if re.fullmatch(r"[\w .,+%<>=/-]*", inner):
        return inner
    return " · " if len(inner) < _SHORT else " "


_SHORT = 14
