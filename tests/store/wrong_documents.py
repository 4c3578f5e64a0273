"""Everything that may be wrong with a document, with what is said of it and why it is refused."""

from __future__ import annotations

from document_changes import change, drop, put, repeat
from plan_documents import as_file, complete
from wrong_agenda_documents import WRONG_STOPS
from wrong_feed_documents import WRONG_FEEDS

A_DAY = "must be a day such as 2026-09-15."


WRONG_FIELDS = [
    (
        change("rings", 1, colour="blue"),
        "rings, record 1: colour: must be a colour such as #0b5a8a.",
        "a colour is written one way",
    ),
    (
        change("rings", 2, position="1"),
        "rings, record 2: position: must be a whole number from 0 to 2147483647.",
        "a text is no number",
    ),
    (change("rings", 2, position=2**31), "rings, record 2: position: must be a whole number", "no database keeps it"),
    (change("rings", 2, position=1.5), "rings, record 2: position: must be a whole number", "not quite a number"),
    (change("rings", 2, position=True), "rings, record 2: position: must be a whole number", "true is not 1"),
    (change("rings", 1, name="x" * 81), "rings, record 1: name: must be a text of at most 80 characters", "too long"),
    (
        change("rings", 1, name="  "),
        "rings, record 1: name: must be a text of at most 80 characters, not blank.",
        "a ring must be called something",
    ),
    (change("rings", 1, name="a\0b"), "rings, record 1: name: must be a text", "PostgreSQL keeps no NUL"),
    (change("series", 1, note="a\0b"), "series, record 1: note: must be a text, without NUL characters.", "the same"),
    (change("rings", 1, name=...), "rings, record 1: name: is missing.", "there is no usual name"),
    (change("rings", 1, size=3), "rings, record 1: size: is not known here: remove it.", "perhaps misspelt"),
    (change("bodies", 2, id="ØU"), "bodies, record 2: id: must be an id of at most 32 letters", "ids stand in URLs"),
    (
        change("bodies", 2, default_start="09:00:00"),
        "bodies, record 2: default_start: must be a time such as 09",
        "times are to the minute",
    ),
    (
        change("bodies", 2, default_end="24:00"),
        "bodies, record 2: default_end: must be a time such as 09:00, or",
        "midnight is 00:00",
    ),
    (change("bodies", 2, kind="club"), "bodies, record 2: kind: must be one of council, committee, ", "not a word"),
    (change("bodies", 2, aliases="ØKU"), "bodies, record 2: aliases: must be a list.", "not even of one"),
    (change("bodies", 2, aliases=[{}]), "bodies, record 2: aliases[0].alias: is missing.", "says which alias"),
    (
        change("bodies", 2, aliases=[{"alias": "A"}, {"alias": "A", "valid_from": "2026-01-01"}]),
        'bodies, record 2: aliases[1].alias: number 1 has the same "alias" already.',
        "one body, one name",
    ),
    (
        change("bodies", 2, aliases=[{"alias": "A", "valid_from": "0000-01-01"}]),
        f"bodies, record 2: aliases[0].valid_from: {A_DAY}",
        "ISO 8601 has a year 0, the calendar here has not",
    ),
    (change("items", 2, is_closed="no"), "items, record 2: is_closed: must be true or false.", "'no' is not false"),
    (change("items", 1, sub_date="2026-02-30"), "items, record 1: sub_date: must be a day such as", "no such day"),
    (change("occurrences", 2, days="2026-09-08"), "occurrences, record 2: days: must be days such as", "not a span"),
    (change("occurrences", 2, days={"first": "8/9"}), f"occurrences, record 2: days.first: {A_DAY}", "inside a span"),
    (change("occurrences", 2, days={"first": "0000-09-08"}), f"occurrences, record 2: days: {A_DAY}", "year 0 again"),
    (
        change("occurrences", 2, days={"first": "2026-09-08", "last": "2026-09-07"}),
        "occurrences, record 2: days.last: must not be before the first day.",
        "backwards",
    ),
    (
        change("occurrences", 2, days={"first": "9999-12-31"}),
        "occurrences, record 2: days.last: must be before the calendar's last day.",
        "the day after it cannot be kept",
    ),
    (
        change("occurrences", 1, plan_year=3026),
        "occurrences, record 1: plan_year: must be a whole number from",
        "no calendar reaches that far",
    ),
    (
        change("stop_changes", 1, at="2026-05-20T07:15:00"),
        "stop_changes, record 1: at: must be an instant in UTC",
        "it could be any zone's",
    ),
    (change("stop_changes", 1, at="2026-05-20T09:15:00+02:00"), "stop_changes, record 1: at: must be an inst", "UTC"),
    (
        change("stop_changes", 1, at="0000-05-20T09:15:00Z"),
        "stop_changes, record 1: at: must be an instant of",
        "year 0 again",
    ),
    (
        change("series", 1, rule={"kind": "easter", "days": 400}),
        "series, record 1: rule.days: days must be from -80 to 200, not 400.",
        "the rule's own sentence",
    ),
    (change("series", 1, rule={"kind": "moon"}), "series, record 1: rule.kind: ", "an unknown kind"),
    (
        change("series", 1, rule={"kind": "rrule", "rrule": "FREQ=SOMETIMES", "start": "2026-01-01"}),
        "series, record 1: rule.rrule: ",
        "only reading the rule tells",
    ),
    (change("series", 1, rule="weekly"), "series, record 1: rule", "not an object"),
    (lambda document: document["rings"].append(7), "rings, record 3: must be an object with named values.", "a number"),
    (
        lambda document: document["organisation"].update(locale="se"),
        "organisation: locale: must be one of da, en.",
        "there is only one, so it has no number",
    ),
    (
        lambda document: document["organisation"].update(time_zone="Europe/Oslo"),
        "organisation: time_zone: must be one of Europe/Copenhagen, Atlantic/Faroe, America/Nuuk.",
        "feeds and clock know no other zone",
    ),
    (
        lambda document: document["organisation"].update(uid_domain="fjordby.ø"),
        "organisation: uid_domain: must be letters from a to z, digits, dots and hyphens.",
        "a UID in a feed is plain ASCII",
    ),
    (
        change("bodies", 1, notice_working_days=31),
        "bodies, record 1: notice_working_days: must be a whole number from 1 to 30",
        "no deadline can be counted back so far",
    ),
]

WRONG_TOGETHER = [
    (change("series", 2, ring="sø"), 'series, record 2: ring: there is no "sø" in "rings".', "no such ring"),
    (change("bodies", 2, parent="B"), 'bodies, record 2: parent: there is no "B" in "bodies".', "no such body"),
    (
        change("occurrences", 1, series="x"),
        'occurrences, record 1: series: there is no "x" in "series".',
        "no such series",
    ),
    (change("stops", 1, meeting="x"), 'stops, record 1: meeting: there is no "x" in "occurrences".', "no such meeting"),
    (change("bodies", 3, parent="ØU"), 'bodies: parent: "KB" is above itself.', "a ring of three"),
    (change("bodies", 3, parent="Region"), 'bodies: parent: "Region" is above itself.', "a ring of one"),
    (repeat("rings", 1), 'rings, record 3: key: number 1 has the same "key" already.', "twice"),
    (
        repeat("bodies", 2, id="x"),
        'bodies, record 4: short_name: number 2 has the same "short_name" already.',
        "short names stand in addresses",
    ),
    (repeat("items", 2), 'items, record 3: id: number 2 has the same "id" already.', "twice"),
    (repeat("year_plans", 1), 'year_plans, record 3: year: number 1 has the same "year" already.', "twice"),
    (
        repeat("imported_series", 1, series="serie1"),
        'imported_series, record 3: uid: number 1 has the same "uid" already.',
        "an event is known once",
    ),
    (
        change("imported_series", 1, decided={"2026-02-30": {"slot": ["2026-02-28"] * 2, "span": ["2026-02-28"] * 2}}),
        "imported_series, record 1: decided: must be an object of planned states by days",
        "no such day",
    ),
    (
        repeat("occurrences", 1, id="x", slot={"first": "2026-09-01", "last": "2026-09-09"}),
        'occurrences, record 6: series: number 1 has the same "series" and "slot" and "is_extra" already.',
        "a slot's first day finds the occurrence again for ever",
    ),
    *WRONG_STOPS,
    *WRONG_FEEDS,
    (
        change("attachments", 1, position=3),
        'attachments: position: of the item "item9" the positions are not 1, 2, 3 and so on, each once.',
        "a gap",
    ),
    (
        change("attachments", 1, link="javascript:alert(1)"),
        "attachments, record 1: link: must be an address that begins with https:// or http://.",
        "a script behind a link",
    ),
    (change("items", 1, case_officer_post="x"), 'items, record 1: case_officer_post: there is no "x" in', "no post"),
    (
        change("memberships", 1, ends="2026-01-01"),
        "memberships, record 1: ends: must be after the first day.",
        "a seat lasts a day at least",
    ),
    (
        change("memberships", 2, post="post1"),
        'memberships, record 2: post: there is no "post1" in "posts".',
        "nobody sits there",
    ),
    (change("memberships", 1, seat="king"), "memberships, record 1: seat: must be one of chair, member, ", "no seat"),
    (change("saved_views", 1, zoom="week"), "saved_views, record 1: zoom: must be one of year, half, qu", "no zoom"),
    (change("saved_views", 1, account_id=1), "saved_views, record 1: account_id: is not known here", "nobody's own"),
    (
        change("saved_views", 2, name="økonomi, æ & å"),
        'saved_views: name: two views are called "økonomi, æ & å", but for capital letters.',
        "nobody could tell them apart",
    ),
    (
        change(
            "saved_views",
            2,
            query="&".join("rings=" + ",".join(f"{part}-{number:04}" for number in range(28)) for part in range(9)),
        ),
        "saved_views, record 2: query: So many choices at once cannot be saved. Choose fewer.",
        "the usual form is longer than what was handed in",
    ),
]

WRONG_DOCUMENTS = [
    (put(format="calendar"), 'This is not a plan document: its "format" is not "aarshjul-plan".', "another format"),
    (put(version=2), "The document is of version 2, and this service reads version 1.", "a newer release wrote it"),
    (put(version=True), "The document is of version True, and this service reads version 1.", "true is not 1"),
    (put(format=["aarshjul-plan"]), '"format" must be one value.', "not a list of it"),
    (put(accounts=[]), '"accounts" is no section of a plan document. It holds format, version, ', "not in a plan"),
    (put(organisation=[]), '"organisation" must be one value.', "there is one"),
    (put(rings={}), '"rings" must be a list of records.', "even if there is one"),
    (drop("feeds"), '"feeds" is missing in the document.', "perhaps the file was cut by hand"),
    (drop("format"), '"format" is missing in the document.', "then it may be anything"),
]


WHOLE = as_file(complete()).getvalue()
CUT_OFF = "the file is cut off here, or goes on with something that is not JSON in UTF-8."
NO_JSON = [
    (b"", f"The start of the file: {CUT_OFF}", "an empty file"),
    (b"\x1f\x8b\x08", f"The start of the file: {CUT_OFF}", "a packed file"),
    (b"[]", "The file holds no JSON object, so it is not a plan.", "a list"),
    (b"null", "The file holds no JSON object, so it is not a plan.", "not even that"),
    (WHOLE[: WHOLE.index(b"occ-c")], f"occurrences, record 3: {CUT_OFF}", "a full disk cut it off in a record"),
    (WHOLE[: WHOLE.index(b'"plan_entries"')], f"occurrence_changes, record 3: {CUT_OFF}", "between two sections"),
    (WHOLE[:-1], f"saved_views, record 3: {CUT_OFF}", "at the very end"),
    (WHOLE + b"{}", f"saved_views, record 3: {CUT_OFF}", "something follows"),
    (WHOLE.replace("Året".encode(), b"\xc5ret"), f"rings, record 1: {CUT_OFF}", "saved as Latin-1"),
    (WHOLE.replace(b'"position": 2', b'"position": 2, "name": "A"', 1), 'rings, record 1: "name" stands th', "twice"),
    (WHOLE.replace(b'"feeds"', b'"rings"'), '"rings" stands twice in the document.', "one of them would be lost"),
    (
        WHOLE.replace(b'"feeds": [', b'"feeds": [' + b"[" * 50_000 + b"]" * 50_000 + b","),
        "feeds, record 1: too many lists or objects within each other.",
        "made to exhaust the reader",
    ),
]
