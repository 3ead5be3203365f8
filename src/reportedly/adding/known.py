"""Known: whether a report is in the store already, and read as this release would read it."""

from reportedly.errors import UnknownReportError
from reportedly.record import Report, report_id
from reportedly.store import Store, View
from reportedly.store.kept import Added, Became, Listed


class KnownReports:
    """Looks reports up in a store. `model` is the one that would read them, None where nothing is read.

    Each look is a view of its own: one that was held for hours would keep the store from tidying its log.
    """

    def __init__(self, store: Store, model: str | None) -> None:
        """Note which inputs have a problem that is open: to be added anew, even if their text is known."""
        self._store, self._model = store, model
        with store.view() as view:
            self._open = {each.name for each in view.problems()}

    def find(self, report: Report) -> Listed | None:
        """Return the report of the store that has this text of this outlet, None where there is none."""
        with self._store.view() as view:
            return self._found(view, report)

    def is_read(self, kept: Listed, report: Report) -> bool:
        """Whether reading `report`, which is kept as `kept`, would give nothing that is not there.

        A report in a language that is not read has a reading without a model; it is read after all where
        a person now says another language.
        """
        if self._model is None or kept.model == self._model:
            return True
        return kept.model == "" and report.language in {None, kept.language}

    def nothing_new(self, kept: Listed, report: Report, name: str) -> bool:
        """Whether adding `report`, come from the input `name`, would write nothing at all."""
        return kept.url == report.url and name not in self._open

    def _found(self, view: View, report: Report) -> Listed | None:
        by_content = report_id(report.text, report.outlet)
        for key in dict.fromkeys((report.id, by_content)):
            kept = _with_id(view, key)
            if kept is None:
                continue
            same = key == by_content or view.report(key).text == report.text
            if same and kept.outlet == report.outlet:
                return kept
        return None


def as_known(kept: Listed) -> Added:
    """Return what the store says of a report that is added again without anything new."""
    return Added(id=kept.id, became=Became.KNOWN, story=kept.story, version=kept.version)


def _with_id(view: View, key: str) -> Listed | None:
    """Return the report with exactly this id; a view would also take the beginning of one."""
    try:
        versions = view.history(key).versions
    except UnknownReportError:
        return None
    return next((each for each in versions if each.id == key), None)
