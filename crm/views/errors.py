"""How errors look: a refusal in plain words, a bug as one sentence with the log's path. Fields show their own."""

from __future__ import annotations

import logging
import tkinter as tk
from types import TracebackType

from crm.errors import CrmError, Invalid
from crm.utils import paths
from crm.utils.i18n import _
from crm.views.outside import Outside
from crm.views.widgets.dialog import Dialog, report

_logger = logging.getLogger(__name__)


class Errors:
    """The one place of a window where errors end; Tk calls it for errors in callbacks. `shown` is the last dialog."""

    def __init__(self, root: tk.Tk, outside: Outside) -> None:
        self._root = root
        self._outside = outside
        self.shown: Dialog | None = None
        root.report_callback_exception = self.report_callback_exception

    def show(self, error: BaseException) -> None:
        """Say what happened. The same window of an earlier error is replaced, so that they cannot pile up."""
        if self.shown is not None and self.shown.winfo_exists():
            self.shown.close()
        self.shown = self._refusal(error) if isinstance(error, CrmError) else self._bug(error)

    def report_callback_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """What Tk calls."""
        del kind
        self.show(error.with_traceback(trace))

    def _refusal(self, error: CrmError) -> Dialog:
        text = "\n".join(error.fields.values()) if isinstance(error, Invalid) else str(error)
        return report(self._root, _("That did not work"), text=text)

    def _bug(self, error: BaseException) -> Dialog:
        _logger.error("unexpected error", exc_info=error)
        text = _("Something went wrong inside the program. What was saved before is kept. The details are in {file}.")
        details = f"{type(error).__name__}: {error}"
        return report(self._root, _("Something went wrong"), text=text.format(file=paths.log_file()), details=details)
