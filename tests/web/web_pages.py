"""A page as a test reads it: its elements, its forms as a browser would send them, and what it says to the reader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from werkzeug.test import TestResponse

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    def get(self, name: str) -> str | None:
        return self.attributes.get(name)

    def walk(self) -> Iterator[Element]:
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, tag: str, **wanted: str) -> list[Element]:
        """The elements of that tag whose attributes are as wanted; `aria_label` stands for aria-label."""
        pairs = [(name.rstrip("_").replace("_", "-"), value) for name, value in wanted.items()]
        found = (element for element in self.walk() if element.tag == tag)
        return [element for element in found if all(element.get(name) == value for name, value in pairs)]

    def one(self, tag: str, **wanted: str) -> Element:
        found = self.all(tag, **wanted)
        assert len(found) == 1, f"{len(found)} of <{tag} {wanted}>"
        return found[0]

    def find(self, id_: str) -> Element | None:
        return next((element for element in self.walk() if element.get("id") == id_), None)

    @property
    def text(self) -> str:
        """What is read, with single spaces."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            yield from [child] if isinstance(child, str) else child._texts()

    def sends(self) -> dict[str, str]:
        """What a browser sends of this form before anything is typed; of several of one name, the last."""
        values: dict[str, str] = {}
        for element in self.walk():
            name, value = element.get("name"), _value(element)
            if name and value is not None:
                values[name] = value
        return values

    @property
    def addresses(self) -> set[str]:
        """Every address that the page itself leads to by GET."""
        names = ("href", "hx-get", "src")
        return {element.attributes[name] for element in self.walk() for name in names if name in element.attributes}

    def mistake(self, name: str) -> str:
        """The sentence beside the field `name`, which must point at it."""
        sentence = self.find(f"mistake-{name}")
        assert sentence is not None, f"nothing is said beside {name}"
        pointing = [element for element in self.walk() if element.get("aria-describedby") == f"mistake-{name}"]
        assert [element.get("name") for element in pointing] == [name]
        return sentence.text

    @property
    def refusal(self) -> str:
        """What the page says aloud about the whole of what was tried."""
        return " ".join(element.text for element in self.walk() if element.get("role") == "alert")

    @property
    def status(self) -> str:
        """The line that says what has just been done."""
        line = self.find("status")
        return line.text if line else ""


def _value(element: Element) -> str | None:
    if element.tag == "input" and "disabled" not in element.attributes:
        is_choice = element.get("type") in {"checkbox", "radio"}
        return None if is_choice and "checked" not in element.attributes else element.get("value") or ""
    if element.tag == "select":
        options = element.all("option")
        chosen = [option for option in options if "selected" in option.attributes] or options[:1]
        return chosen[0].get("value") if chosen else None
    return "".join(element._texts()) if element.tag == "textarea" else None


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = self._add(tag, attrs)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._add(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

    def finish(self) -> Element:
        self.close()
        assert self._open == [self.root], f"<{self._open[-1].tag}> is never closed"
        return self.root

    def _add(self, tag: str, attrs: list[tuple[str, str | None]]) -> Element:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> says {names} twice"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        return element


def parse(source: str) -> Element:
    """The elements of a page or a fragment, whose tags must be balanced and whose ids must be used once."""
    reader = _Reader()
    reader.feed(source)
    root = reader.finish()
    ids = [element.attributes["id"] for element in root.walk() if "id" in element.attributes]
    assert len(ids) == len(set(ids)), f"used twice: {sorted({id_ for id_ in ids if ids.count(id_) > 1})}"
    return root


def page(response: TestResponse, status: int = 200) -> Element:
    """A whole page, answered with that status."""
    assert response.status_code == status, response.text[-600:]
    root = parse(response.text)
    assert root.all("html"), "a whole page was expected"
    return root


def fragment(response: TestResponse, status: int = 200) -> Element:
    """A piece of a page, as htmx puts it into the one that is open."""
    assert response.status_code == status, response.text[-600:]
    root = parse(response.text)
    assert not root.all("html"), "a fragment was expected"
    return root
