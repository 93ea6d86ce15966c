"""The two forms of an import: the file, and which column is which."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vakwerk.core.imports.mapping import Mapping, Table
from vakwerk.core.imports.readers.reading import MOST_BYTES
from vakwerk.core.imports.spec import ImportSpec


class UploadForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("Excel (.xlsx) or CSV, at most 10 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
        allow_empty_file=True,
        max_length=255,
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is larger than %(most)s MB.") % {"most": MOST_BYTES // 1024**2})
        return file


class MappingForm(forms.Form):
    """For each column of the import, the column of the file."""

    def __init__(self, spec: ImportSpec, table: Table, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.spec = spec
        choices = [("", _("Not in this file"))]
        choices += [(str(index), self._described(table, index)) for index in range(len(table.headers))]
        for column in spec.columns:
            self.fields[column.key] = forms.ChoiceField(
                label=str(column.label), choices=choices, required=column.required, help_text=str(column.help)
            )

    @staticmethod
    def _described(table: Table, index: int) -> str:
        samples = table.samples(index)
        return f"{table.column_name(index)} ({samples})" if samples else table.column_name(index)

    def clean(self) -> dict[str, Any]:
        taken: dict[str, str] = {}
        for column in self.spec.columns:
            choice = self.cleaned_data.get(column.key)
            if choice and choice in taken:
                message = _("This column of the file is already chosen for “%(other)s”.") % {"other": taken[choice]}
                self.add_error(column.key, message)
            elif choice:
                taken[choice] = str(column.label)
        return self.cleaned_data

    @property
    def mapping(self) -> Mapping:
        return {column.key: int(choice) for column in self.spec.columns if (choice := self.cleaned_data[column.key])}
