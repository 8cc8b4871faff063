"""What the roles may do."""

from __future__ import annotations

from crm.models.users import OWN, PERMISSIONS, ROLES


def test_every_role_has_its_permissions():
    assert {role.value for role in ROLES} == set(PERMISSIONS)


def test_an_administrator_may_do_all_that_any_role_may():
    everything = {name for permissions in PERMISSIONS.values() for name in permissions}
    assert everything == set(PERMISSIONS["admin"])


def test_a_reader_changes_nothing_but_views_dashboards_and_reports_of_its_own():
    written = [name for name in PERMISSIONS["reader"] if name.startswith("write")]
    assert written == ["write views", "write dashboards", "write reports"]


def test_a_salesperson_changes_own_contacts_only():
    assert PERMISSIONS["sales"]["write contacts"] == OWN
    assert "write users" not in PERMISSIONS["sales"]
