"""Every text has its Danish, and the Danish fits the text."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from catalogues import ROOT, collected_texts, danish_catalogue, forms, messages
from jinja2 import Environment, nodes

# What is the same in both languages, and why.
SAME = {
    "%(title)s, %(day)s": "holds no word of its own",
    "%(when)s · %(week)s": "holds no word of its own",
    **dict.fromkeys(
        ["Administration", "Administrator", "Browser", "E-mail", "Link", "Ring"], "the same word in Danish"
    ),
    **dict.fromkeys(
        ["Android", "Evolution", "Mac", "Nextcloud", "Outlook", "Thunderbird", "vdirsyncer"], "what a program is called"
    ),
}
PLACE = re.compile(r"%\(\w+\)[a-z]|%%")
LETTER = re.compile(r"[^\W\d_]")
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*") if path.suffix in {".html", ".svg"})

# What stands in the templates as it is: names, which are nobody's to translate.
NAMES = {"Ctrl+Z", "Årshjul", "Outlook", "Google Kalender", "iPhone, iPad, Mac", "Thunderbird", "Android"}
SPOKEN = {"alt", "aria-description", "aria-label", "data-copied", "data-failed", "label", "placeholder", "title"}
# Attributes that a macro writes into a tag of its caller's.
ATTRIBUTES = re.compile(r'(\s*[\w-]+="[^"]*")+\s*')
TRANSLATING = {"_", "gettext", "ngettext"}


@pytest.fixture(scope="module")
def danish() -> Catalog:
    return danish_catalogue()


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return collected_texts(tmp_path_factory.mktemp("texts"))


def test_every_text_stands_in_the_danish_catalogue_and_nothing_else_does(danish: Catalog, collected: Catalog) -> None:
    asked, there = ({message.id for message in messages(catalogue)} for catalogue in (collected, danish))
    assert not asked - there, "run `make messages` and translate these"
    assert not there - asked, "nothing says these any more: run `make messages`"


def test_no_outlived_translation_is_kept(danish: Catalog) -> None:
    assert not danish.obsolete, "remove the lines that begin with #~"


def test_no_translation_is_missing_or_a_guess(danish: Catalog) -> None:
    assert not danish.fuzzy, "the catalogue would not be compiled"
    assert [message.id for message in messages(danish) if message.fuzzy or not all(forms(message.string))] == []


def test_a_text_with_a_plural_has_both_its_forms(danish: Catalog) -> None:
    counted = [message for message in messages(danish) if message.pluralizable]
    assert counted, "the catalogue has lost its plurals"
    assert [message.id for message in counted if len(forms(message.string)) != danish.num_plurals] == []


def test_the_translation_has_the_places_of_the_text(danish: Catalog) -> None:
    wrong = [
        (text, translated)
        for text, translated in _pairs(danish)
        if Counter(PLACE.findall(text)) != Counter(PLACE.findall(translated)) or _blanks(text) != _blanks(translated)
    ]
    assert wrong == []


def test_a_text_that_is_left_as_it_is_has_a_reason(danish: Catalog) -> None:
    same = {text for text, translated in _pairs(danish) if text == translated}
    assert same == set(SAME)


def test_no_danish_sentence_is_written_with_english_quotation_marks(danish: Catalog) -> None:
    assert [translated for _, translated in _pairs(danish) if re.search('["“”]', translated)] == []


def test_what_is_left_out_of_the_catalogue_is_out_of_reach_of_pages_and_feeds() -> None:
    """babel.cfg leaves out what only commands say; a page that came to say it would say it in English.

    The first page reads plan documents. It says in the reader's language that one cannot be used, and quotes the
    reason, marked as English: the document itself is in English words.
    """
    patterns = re.findall(r"^\[ignore: (.+)\]$", (ROOT / "babel.cfg").read_text("utf-8"), re.MULTILINE)
    left_out = [re.compile(pattern.replace(".", r"\.").replace("**", ".*")) for pattern in patterns]
    assert left_out, "babel.cfg leaves nothing out any more: this test can go"
    reached = _reached_from("wheel/web", "wheel/feeds")
    said = [path for path in reached if any(pattern.fullmatch(path) for pattern in left_out)]
    assert [path for path in said if not path.startswith("wheel/store/documents/")] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT / "templates").as_posix())
def test_every_word_of_a_template_goes_through_the_catalogue(path: Path) -> None:
    source = path.read_text("utf-8")
    assert [text for text in [*_own_texts(source), *_own_strings(source)] if text not in NAMES] == []


@pytest.mark.parametrize(
    ("source", "found", "reason"),
    [
        ("<p>Coming</p>", ["Coming"], "a word in a paragraph"),
        ("<p>{{ _('Coming') }} – {{ words }}</p>", [], "what is translated, or comes from elsewhere"),
        ("<p>{% if x %}none{% endif %}</p>", ["none"], "a word within a condition"),
        ('<a aria-label="Up {{ title }}">↑</a>', ["Up"], "a word that only a screen reader says"),
        ('<a class="button" id="up">↑</a>', [], "attributes that nobody hears"),
        ("<script>let dragged = null;</script>{# why #}", [], "code and comments"),
        ("{{ form.field('New date', 'to_day', hint=_('optional')) }}", ["New date"], "a text handed on untranslated"),
        ("{{ _('%(day)s is free', day='Monday' if x else y) }}", ["Monday"], "a text put into a translated one"),
    ],
)
def test_the_check_of_templates_sees_every_word(source: str, found: list[str], reason: str) -> None:
    assert [*_own_texts(source), *_own_strings(source)] == found, reason


def _pairs(catalogue: Catalog) -> list[tuple[str, str]]:
    """Each text with its Danish, the plural forms by themselves."""
    return [
        pair for message in messages(catalogue) for pair in zip(forms(message.id), forms(message.string), strict=True)
    ]


def _blanks(text: str) -> tuple[str, str]:
    """What is put together with other text, such as "CANCELLED: ", has to keep its blanks."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def _reached_from(*folders: str) -> set[str]:
    """The files of the modules in `folders`, and of all that they import, and so on."""
    reached: set[str] = set()
    coming = {path.relative_to(ROOT).as_posix() for folder in folders for path in (ROOT / folder).rglob("*.py")}
    while coming:
        reached |= coming
        coming = {imported for path in coming for imported in _imported(ROOT / path)} - reached
    return reached


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            wanted = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            files = (f"{name.replace('.', '/')}.py" for name in wanted)
            yield from (file for file in files if (ROOT / file).is_file())


def _own_texts(source: str) -> list[str]:
    """The words that stand in the markup itself, in its text or where a screen reader finds them."""
    found = _OwnTexts()
    found.feed("".join(_markup(source)))
    found.close()
    return found.texts


def _markup(source: str) -> Iterator[str]:
    for _, kind, value in Environment(autoescape=True).lex(source):
        if kind == "data":
            yield value
        elif kind == "variable_begin":
            # A figure holds the place of what is put in, and is no word.
            yield "0"


class _OwnTexts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._inside: str = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        for name, value in attrs:
            if name in SPOKEN:
                self._keep(value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside not in {"script", "style"} and not ATTRIBUTES.fullmatch(data):
            self._keep(data)

    def _keep(self, text: str) -> None:
        if LETTER.search(text):
            self.texts.append(text.strip(" \n·0"))


def _own_strings(source: str) -> list[str]:
    """The texts in the template's own expressions that begin like a sentence and are not translated."""
    tree = Environment(autoescape=True).parse(source)
    calls = (call for call in tree.find_all(nodes.Call) if getattr(call.node, "name", "") in TRANSLATING)
    translated = {id(argument) for call in calls for argument in call.args}
    strings = (string for string in tree.find_all(nodes.Const) if isinstance(string.value, str))
    return [
        string.value
        for string in strings
        if id(string) not in translated and re.match(r"[^\W\d_a-zæøå][^\WA-ZÆØÅ]", string.value)
    ]
