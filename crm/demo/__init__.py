"""Demo data: a believable business for `init --demo`, the first start and the screenshots. Words: database/demo."""

from crm.demo.filling import fill

__all__ = ["fill"]
