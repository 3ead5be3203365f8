"""Errors, named after what the caller does next. Each message names the input and the next step."""


class ReportedlyError(Exception):
    """Root of all errors this package raises on purpose."""


class CitationMismatchError(ReportedlyError):
    """A span does not say what the report's text has at its place: drop the field, keep the report."""

    def __init__(self, start: int, end: int, why: str) -> None:
        """Name the span's positions (code points) and what was found there."""
        super().__init__(f"citation [{start}, {end}) does not match the report: {why}")


class NotAReadingError(ReportedlyError):
    """A line is not a Reading of the contract this release knows: skip it, go on with the next."""

    def __init__(self, why: str) -> None:
        """Say what is wrong with the line."""
        super().__init__(f"not a reading: {why}")


class SetAsideError(ReportedlyError):
    """One input cannot be read: report it, set it aside, go on with the others."""

    def __init__(self, name: str, code: str, why: str, next_step: str) -> None:
        """Name the input, a stable code for the problem, what was seen, and what to do next."""
        self.name, self.code, self.why, self.next_step = name, code, why, next_step
        super().__init__(f"{name}: {why}; {next_step}")


class ModelMissingError(ReportedlyError):
    """The shipped encoder is not there or not whole: reinstall the package."""

    def __init__(self, what: str) -> None:
        """Name the file and what is wrong with it."""
        super().__init__(f"the encoder cannot be loaded: {what}; run make demo to reinstall, or make train")


class GazetteerError(ReportedlyError):
    """The gazetteer cannot be built, opened or added to: do what the message says, then try again."""

    def __init__(self, what: str, next_step: str) -> None:
        """Say what was seen and what to do next."""
        super().__init__(f"gazetteer: {what}; {next_step}")


class StoreError(ReportedlyError):
    """The store cannot do what was asked, and nothing in it was changed: do what the message says."""

    def __init__(self, name: str, why: str, next_step: str) -> None:
        """Name the store (or what was asked of it), what was seen, and what to do next."""
        self.name, self.why, self.next_step = name, why, next_step
        super().__init__(f"{name}: {why}; {next_step}")


class UnknownReportError(StoreError):
    """No report of the store has this id: look it up, or take it in first."""


class RefusedJudgementError(StoreError):
    """A judgement does not fit what it judges, so it was not written down: mend it and judge again."""


class BulkError(ReportedlyError):
    """A bulk run cannot begin or go on; what it wrote stays: do what the message says, run it again."""

    def __init__(self, name: str, why: str, next_step: str) -> None:
        """Name the input, the output or the cluster, what was seen, and what to do next."""
        super().__init__(f"{name}: {why}; {next_step}")


class ClusterLostError(BulkError):
    """The head of a cluster is gone, and Ray in this process with it: say so, and end the process at once."""
