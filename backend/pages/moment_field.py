"""A field for a day and time, shown and typed with the organisation's clocks."""

from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from markupsafe import Markup
from wtforms import DateTimeLocalField
from wtforms.widgets import DateTimeLocalInput

from backend.dates.zone import here, read

# what an input of the browser sends, with and without seconds
MINUTES = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]


class MomentInput(DateTimeLocalInput):
    """With the moment itself where its minute does not say it: of two that look alike, or within a minute."""

    def __call__(self, field: Any, **attributes: Any) -> Markup:
        shown, kept = super().__call__(field, **attributes), field.kept()
        hidden = Markup('<input type="hidden" name="{}" value="{}" autocomplete="off">')
        return shown + (hidden.format(f"{field.name}-kept", kept) if kept else "")


class MomentField(DateTimeLocalField):
    """Shown and typed with the organisation's clocks; `data` is in UTC. As shown, it stays as it was."""

    widget = MomentInput()
    sent = ""

    def __init__(self, label: str, validators: list[Any], **more: Any) -> None:
        super().__init__(label, validators, format=MINUTES, **more)

    def process(self, formdata: Any, *data: Any, **more: Any) -> None:
        self.sent = formdata.get(f"{self.name}-kept", "") if formdata else ""
        super().process(formdata, *data, **more)

    def kept(self) -> str:
        """The moment that the page carries along; nothing where the minute says it."""
        if self.raw_data or not self.data:
            return self.sent
        return "" if _says(_minute(self.data), self.data) else self.data.isoformat()

    def _value(self) -> str:
        if self.raw_data:
            return " ".join(self.raw_data)
        return _minute(self.data) if self.data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist:
            super().process_formdata(valuelist)
            typed, self.data = self.data, None
            self.data = typed and (self._as_it_was(typed) or read(typed))

    def _as_it_was(self, typed: datetime) -> datetime | None:
        with suppress(ValueError):
            moment = datetime.fromisoformat(self.sent)
            if moment.tzinfo and _minute(moment) == f"{typed:{MINUTES[0]}}":
                return moment.astimezone(UTC)
        return None


def _minute(moment: datetime) -> str:
    return f"{here(moment):{MINUTES[0]}}"


def _says(minute: str, moment: datetime) -> bool:
    with suppress(ValueError):
        return read(datetime.strptime(minute, MINUTES[0])) == moment
    return False
