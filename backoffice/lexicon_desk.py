"""What words mean, edited by staff: synonyms, wishes, general words; with a box to try them."""

from itertools import count
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from backoffice.read_only import AnyModelAdmin
from search.lexicon import forget_words, weights_of
from search.models import LexiconEntry
from search.trial import Trial, try_entry
from search.words import words_of

if TYPE_CHECKING:
    LexiconModelForm = forms.ModelForm[LexiconEntry]
else:
    LexiconModelForm = forms.ModelForm


_WITHOUT_MEANS = (
    *(LexiconEntry.Kind.TWO_WAY, LexiconEntry.Kind.FILLER, LexiconEntry.Kind.DESCRIPTION),
    *(LexiconEntry.Kind.ELSEWHERE, LexiconEntry.Kind.ABSENT, None),
)


class LexiconEntryForm(LexiconModelForm):
    class Meta:
        model = LexiconEntry
        fields = ("kind", "words", "means", "weight", "value", "label", "label_en", "price_min",
                  "price_max", "is_active")  # fmt: skip
        help_texts: ClassVar[dict[str, Any]] = {
            "weight": _(
                "Of synonyms: 1 is the word itself. Of wishes: the heaviest choose the goods."
            )
        }

    def clean_words(self) -> str:
        lines = [line.strip() for line in self.cleaned_data["words"].splitlines()]
        if unread := [line for line in lines if line and not words_of(line)]:
            raise ValidationError(_("“%(line)s” has no words."), params={"line": unread[0][:60]})
        return "\n".join(filter(None, lines))

    def clean_means(self) -> str:
        lines = [line.strip() for line in self.cleaned_data["means"].splitlines()]
        for line in filter(None, lines):
            if not list(weights_of(line)):
                raise ValidationError(
                    _("“%(line)s” needs a weight above 0 and at most 1, such as “lụa: 0.9”."),
                    params={"line": line[:60]},
                )
        return "\n".join(filter(None, lines))

    def clean_weight(self) -> float:
        weight: float = self.cleaned_data["weight"]
        if not 0 < weight <= 1:
            raise ValidationError(_("A weight is above 0 and at most 1."))
        return weight

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        kind, words = answers.get("kind"), answers.get("words", "")
        if kind == LexiconEntry.Kind.TWO_WAY and len(words.splitlines()) < 2:
            self.add_error("words", _("Synonyms of each other are at least two lines."))
        needs_means = kind not in _WITHOUT_MEANS
        if needs_means and "means" in answers and not answers["means"]:
            self.add_error("means", _("Write what the words mean, one a line, with its weight."))
        return answers


class LexiconEntryAdmin(AnyModelAdmin):
    """Add, edit and search what words mean. "Try it" shows a draft's work and saves nothing."""

    form = LexiconEntryForm
    change_form_template = "backoffice/lexicon_entry.html"
    list_display = ("__str__", "kind", "means_shown", "is_active", "is_edited", "changed_at")
    list_filter = ("kind", "is_active", "is_edited")
    search_fields = ("words", "means", "label", "label_en")
    fieldsets = (
        (None, {"fields": ("kind", "words", "means", "weight", "is_active")}),
        (_("For a kind with a chip"), {
            "classes": ("collapse",),
            "fields": ("value", ("label", "label_en"), ("price_min", "price_max")),
        }),
    )  # fmt: skip

    @admin.display(description=_("means"))
    def means_shown(self, entry: LexiconEntry) -> str:
        return ", ".join(entry.means.splitlines())[:80]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[LexiconEntry], search_term: str
    ) -> tuple[QuerySet[LexiconEntry], bool]:
        """SQLite compares only ASCII without case: the lexicon is in small letters."""
        return super().get_search_results(request, queryset, search_term.lower())

    def save_model(self, request: HttpRequest, obj: LexiconEntry, form: Any, change: bool) -> None:
        """What staff wrote is theirs: loading the data file leaves it alone."""
        obj.is_edited = True
        obj.key = obj.key or _free_key(obj)
        super().save_model(request, obj, form, change)
        transaction.on_commit(forget_words)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        context = {**(extra_context or {}), "trial_query": request.POST.get("trial_query", "")}
        if request.method == "POST" and "_try" in request.POST:
            draft = self._draft(request, object_id)
            if draft is not None:
                context["trial"] = _trial(request, draft)
                request.method = "GET"  # the form is shown again as typed; nothing is saved
        return super().changeform_view(request, object_id, form_url, context)

    def _draft(self, request: HttpRequest, object_id: str | None) -> LexiconEntry | None:
        """The entry as typed; None when it has errors, which the form then shows."""
        saved = super().get_object(request, object_id) if object_id else None
        allowed = (
            self.has_change_permission(request, saved)
            if object_id
            else (self.has_add_permission(request))
        )
        if not allowed or (object_id and saved is None):
            raise PermissionDenied
        form = LexiconEntryForm(request.POST, instance=saved)
        return form.save(commit=False) if form.is_valid() else None

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> LexiconEntry | None:
        entry: LexiconEntry | None = super().get_object(request, object_id, from_field)
        if entry is not None and _is_tried(request):
            LexiconEntryForm(request.POST, instance=entry).full_clean()
        return entry

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        if _is_tried(request):
            return {name: request.POST.get(name, "") for name in LexiconEntryForm.Meta.fields}
        return dict(super().get_changeform_initial_data(request))


def _is_tried(request: HttpRequest) -> bool:
    return request.method == "GET" and "_try" in request.POST


def _trial(request: HttpRequest, draft: LexiconEntry) -> Trial:
    typed = request.POST.get("trial_query", "").strip()[:100]
    language = "en" if request.POST.get("trial_language") == "en" else "vi"
    return try_entry(typed or draft.words.splitlines()[0], language, draft)


def _free_key(entry: LexiconEntry) -> str:
    """Names the entry as the data file would, with a number where that is taken."""
    name = f"{entry.kind}: {' '.join(words_of(entry.words.partition(chr(10))[0]))}"[:100]
    taken = set(LexiconEntry.objects.filter(key__startswith=name).values_list("key", flat=True))
    numbered = (f"{name} {number}" for number in count(2))
    return name if name not in taken else next(key for key in numbered if key not in taken)
