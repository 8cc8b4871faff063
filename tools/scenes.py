"""The scenes of the screenshots, acted out in one real window.

`python -m tools.scenes LANGUAGE MODE SIZE FOLDER [SCENE...]`: each scene brings the window to a state through its
commands and widgets, as a user would; then the picture is taken. tools/screenshots.py provides the display and calls
this once per look.
"""

from __future__ import annotations

import csv
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from crm.demo.words import Stage
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.session import Session
from crm.storage.changelog import Door
from crm.utils import dates, i18n, paths
from crm.utils.text import fold
from crm.views.dialogs.duplicates import DuplicatesDialog
from crm.views.dialogs.import_dialog import ImportDialog
from crm.views.dialogs.merge import MergeDialog
from crm.views.new_contact import NewContact
from tools import (
    activity_scenes,
    calendar_scenes,
    dashboard_scenes,
    pipeline_scenes,
    report_scenes,
    segment_scenes,
)
from tools.stagehand import Stagehand, list_contacts, open_demo, over


def _table(folder: Path, language: str) -> Path:
    """A spreadsheet as a salesperson keeps one, to import."""
    spanish = language == "es"
    path = folder / ("clientes.csv" if spanish else "customers.csv")
    stage = Stage.of(language, seed=11, now=dates.utc_clock())
    headers = (
        ("Nombre", "Apellidos", "Empresa", "Cargo", "E-mail", "Móvil", "Ciudad", "País", "Responsable")
        if spanish
        else ("First name", "Last name", "Company", "Job title", "E-mail", "Mobile", "City", "Country", "Owner")
    )
    from crm.demo import cast as players

    fields = ("first_name", "last_name", "company", "job_title", "email", "mobile_phone", "city", "country")
    people = players.people(stage, players.companies(stage), count=120)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";" if spanish else ",")
        writer.writerow(headers)
        for place, person in enumerate(people):
            kept = person if place % 17 != 3 else person | {"email": str(person["email"]).replace("@", " ")}
            writer.writerow([*(kept[name] for name in fields), "" if place % 4 else "Pedro Ruiz"])
    return path


def _first_start(hand: Stagehand) -> None:
    hand.rest()


def _busiest(session: Session) -> int:
    """Somebody with much to tell: the customer of the demo with the longest timeline."""
    customers = ListQuery(
        conditions=(Condition("status", Operator.ANY, ("customer",)), Condition("kind", Operator.ANY, ("person",)))
    )
    rows = session.contacts.page(customers, limit=200).rows
    full = [row for row in rows if row["email"] and row["mobile_phone"] and row["tags"] and row["notes"]]
    return int(max(full, key=lambda row: len(session.interactions.of(row["id"])))["id"])


def _contacts(hand: Stagehand) -> None:
    session = open_demo(hand)
    hand.window.contacts.go_to(_busiest(session))


def _search(hand: Stagehand) -> None:
    open_demo(hand)
    hand.window.contacts.find()
    hand.type(hand.window.contacts.head.search.entry, "garcia")


def _timeline(hand: Stagehand) -> None:
    session = open_demo(hand)
    hand.window.contacts.go_to(_busiest(session))
    hand.rest()
    hand.run("contact.log_call")


def _filters(hand: Stagehand) -> None:
    session = open_demo(hand)
    vip = session.tags.by_name("VIP")
    conditions = (
        Condition("status", Operator.ANY, ("customer", "prospect")),
        Condition("country", Operator.ANY, ("España", "Spain", "México", "Mexico")),
        Condition("last_interaction_at", Operator.OLDER_THAN_DAYS, (30,)),
        *([Condition("tags", Operator.NONE, (vip.id,))] if vip else []),
    )
    list_contacts(hand, ListQuery(conditions=conditions, sort="last_interaction_at"))


def _assistant(hand: Stagehand) -> ImportDialog:
    """The import assistant on the spreadsheet, looked through to its end."""
    from crm.views.dialogs import import_assistant

    session = open_demo(hand)
    for operation in session.history.operations():
        if operation.door == Door.IMPORT and not operation.undone:
            session.history.undo(operation.id)
    path = _table(paths.data_folder(), hand.language)
    assistant = import_assistant.open_assistant(hand.window, path)
    hand.rest(lambda: assistant.reading and assistant.reading.survey)
    return assistant


def _import(hand: Stagehand) -> None:
    _assistant(hand)


def _import_questions(hand: Stagehand) -> None:
    assistant = _assistant(hand)
    assistant.file_page.ask()


def _import_rules(hand: Stagehand) -> None:
    from crm.views.dialogs.import_file import RULES

    assistant = _assistant(hand)
    assistant.file_page.go_to(RULES)


def _import_check(hand: Stagehand) -> None:
    assistant = _assistant(hand)
    assistant.check()
    hand.rest(lambda: assistant.result)


def _import_result(hand: Stagehand) -> None:
    assistant = _assistant(hand)
    assistant.work.look_at_questions()
    assistant.start()
    hand.rest(lambda: assistant.result)


def _palette(hand: Stagehand) -> None:
    session = open_demo(hand)
    hand.window.contacts.go_to(_busiest(session))
    hand.rest()
    hand.run("edit.palette")


def _details(hand: Stagehand) -> None:
    session = open_demo(hand)
    hand.window.contacts.go_to(_busiest(session))
    hand.rest()
    hand.run("contact.edit")


def _history(hand: Stagehand) -> None:
    session = open_demo(hand)
    person = _busiest(session)
    session.contacts.change(person, {"city": "Valencia", "status": "prospect"})
    session.interactions.add(person, {"subject": "Valencia"})
    hand.rest()
    hand.run("edit.history")


def _fields(hand: Stagehand) -> None:
    open_demo(hand)
    hand.run("contact.fields")


def _plant(session: Session) -> list[int]:
    """Contacts entered twice and three times, as it happens; the ids of the largest group."""
    everybody = ListQuery(conditions=(Condition("kind", Operator.ANY, ("person",)),))
    rows = [row for row in session.contacts.page(everybody, limit=60).rows if row["email"] and row["mobile_phone"]]
    group: list[int] = []
    for place, row in enumerate(rows[:14]):
        plain = {"first_name": fold(row["first_name"]).title(), "last_name": row["last_name"].split()[0]}
        same = ({"email": row["email"].upper()}, {"mobile_phone": row["mobile_phone"]}, {"company": row["company"]})
        first = session.contacts.add({**plain, **same[place % 3], "job_title": row["job_title"], "source": "Excel"})
        if place == 0:
            second = session.contacts.add({**plain, "email": row["email"], "city": "Alcalá de Henares"})
            group = [row["id"], first, second]
    return group


def _duplicates(hand: Stagehand) -> None:
    _plant(open_demo(hand))
    hand.run("tools.duplicates")
    hand.rest(lambda: over(hand, DuplicatesDialog).review.chosen)


def _merge(hand: Stagehand) -> None:
    session = open_demo(hand)
    hand.window.contacts.go_to(_busiest(session))
    hand.rest()
    dialog = MergeDialog(hand.root, hand.window.desk, ids=_plant(session))
    hand.root.after(1, dialog.open)
    hand.rest(lambda: dialog.plan)


def _known_already(hand: Stagehand) -> None:
    session = open_demo(hand)
    row = session.contacts.rows([_busiest(session)])[0]
    hand.run("contact.add_person")
    dialog = over(hand, NewContact)
    dialog.line.insert(0, f"{fold(row['name']).title()}, {row['company']}, {row['email']}")
    hand.rest(lambda: dialog.near.cards)


SCENES: dict[str, Callable[[Stagehand], None]] = {
    "first-start": _first_start,
    "contacts": _contacts,
    "search": _search,
    "timeline": _timeline,
    "filters": _filters,
    "import": _import,
    "import-questions": _import_questions,
    "import-rules": _import_rules,
    "import-check": _import_check,
    "import-result": _import_result,
    "palette": _palette,
    "custom-fields": _fields,
    "details": _details,
    "history": _history,
    "duplicates": _duplicates,
    "merge": _merge,
    "known-already": _known_already,
    **pipeline_scenes.SCENES,
    **activity_scenes.SCENES,
    **calendar_scenes.SCENES,
    **dashboard_scenes.SCENES,
    **report_scenes.SCENES,
    **segment_scenes.SCENES,
}


def main(arguments: list[str]) -> int:
    """Act out the scenes of one look; 1 when one failed."""
    language, mode, size, folder, *wanted = arguments
    i18n.use(language)
    hand = Stagehand((language, mode, size), Path(folder))
    failed = 0
    for name, act in SCENES.items():
        if wanted and name not in wanted:
            continue
        try:
            act(hand)
            hand.picture(name)
        except Exception:  # noqa: BLE001 - the other scenes are still worth a picture
            failed = 1
            print(f"{name} {language} {mode} {size}", file=sys.stderr)
            traceback.print_exc()
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
