"""Services: what consultants and installers sell by the project and by the year."""

from __future__ import annotations

from crm.models.templates.services import SERVICES


def test_contracts_are_renewed_in_a_pipeline_of_their_own():
    assert [pipeline.name for pipeline in SERVICES.pipelines] == ["New sales", "Contract renewals"]
