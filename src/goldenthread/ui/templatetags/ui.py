"""Our own components, and what the frame of a page needs to know."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.template import Context
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from goldenthread.domain.scripts import language_of
from goldenthread.ui import lists, macros, verdicts

register = template.Library()
Given = dict[str, Any]


# --- The frame of a page --------------------------------------------------------------------------------------
@register.filter(is_safe=True)
def trimmed(text: str) -> str:
    """Return the text on one line, without spaces around it."""
    return SafeString(" ".join(text.split())) if isinstance(text, SafeString) else " ".join(text.split())


@register.filter
def language(words: object) -> str:
    """Return the language of words, as their letters tell."""
    return language_of(str(words))


@register.simple_tag(takes_context=True)
def place_of(context: Context, name: str) -> str:
    """Return the address of a page every council has (`home`, `help`, `accessibility`), wherever it is kept."""
    given = context.get(f"{name}_url")
    if given:
        return str(given)
    return _address(name) or get_script_prefix() + ("" if name == "home" else f"{name}/")


@register.simple_tag(takes_context=True)
def council_colours(context: Context) -> str:
    """Return the address of the council's own style sheet, or nothing where there is no council."""
    council = getattr(context.get("request"), "council", None)
    return str(context.get("council_stylesheet") or (_address("colours", council.slug) if council else ""))


@register.simple_tag(takes_context=True)
def menu_bar(context: Context) -> SafeString | str:
    """Return the council's menu, from the context's `menu` of labels and addresses; empty without one."""
    items = [
        {"text": item["label"], "href": item["href"], "current": bool(item.get("current"))}
        for item in context.get("menu") or []
    ]
    words = {"menuButtonText": _("Menu"), "navigationLabel": _("Main menu")}
    return macros.component("service-navigation", {"navigation": items, **words}) if items else ""


@register.simple_tag(takes_context=True)
def links_to_account(context: Context) -> list[Given]:
    """Return the links to a person's own account, or the one to sign in; none on a public page."""
    if "account_links" in context or context.get("public"):
        return context.get("account_links") or []
    user = context.get("user")
    if user is not None and user.is_authenticated:
        wanted = [(str(user), _address("mfa_index")), (_("Sign out"), _address("account_logout"))]
    else:
        wanted = [(_("Sign in"), _address("account_login"))]
    return [{"label": label, "href": href} for label, href in wanted if href]


def _address(name: str, *args: str) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


# --- Lists ----------------------------------------------------------------------------------------------------
@register.simple_tag(takes_context=True)
def page_links(context: Context, page: Page, label: str = "") -> SafeString | str:
    """Return links to the other pages of a list that keep its filters and order; empty for one page."""
    if page.paginator.num_pages < 2:
        return ""
    return macros.component("pagination", lists.pages(page, lists.query_of(context), label or _("Pages")))


@register.inclusion_tag("components/results_count.html")
def results_count(page: Page, word: str = "") -> Given:
    """Say how many rows were found, and which of them are on this page; read out when it changes."""
    return {"page": page, "word": word}


@register.inclusion_tag("components/sort_header.html", takes_context=True)
def sort_header(context: Context, label: str, key: str, numeric: bool = False) -> Given:
    """Return a table heading that sorts by `key` (`?sort=key`, then `?sort=-key`)."""
    return {"label": label, "numeric": numeric, **lists.sorting(lists.query_of(context), key)}


@register.inclusion_tag("components/filter_bar.html", takes_context=True)
def filter_bar(context: Context, form: BaseForm, label: str = "", clear_url: str = "?") -> Given:
    """Return a list's filters as a form that works by address, and a chip for each one in use."""
    query = lists.query_of(context)
    return {
        "form": form, "label": label, "clear_url": clear_url,
        "chips": lists.chips(form, query), "kept": [(key, query[key]) for key in ("sort",) if query.get(key)],
    }  # fmt: skip


@register.inclusion_tag("components/export_links.html")
def export_links(exports: Sequence[Given]) -> Given:
    """Return links to take the list away: each export has a `label` and an `href`."""
    return {"exports": exports}


@register.inclusion_tag("components/data_table.html")
def data_table(caption: str, head: Sequence[str], rows: Sequence[Sequence[Any]], **more: Any) -> Given:
    """Return a captioned table; on a phone each row becomes a block. `numeric` lists columns of numbers, from 0."""
    numeric = {int(at) for at in str(more.get("numeric", "")).split(",") if at.strip()}
    cells = [
        [
            {"label": name, "value": value, "numeric": at in numeric}
            for at, (name, value) in enumerate(zip(head, row, strict=True))
        ]
        for row in rows
    ]
    heads = [{"label": name, "numeric": at in numeric} for at, name in enumerate(head)]
    return {"caption": caption, "heads": heads, "rows": cells, "quiet": more.get("quiet", False)}


# --- Things on a page -----------------------------------------------------------------------------------------
@register.inclusion_tag("components/verdict.html")
def verdict(kind: object, note: str = "") -> Given:
    """Say whether a change worked: a shape, a word and, after it, a note such as "until March 2027"."""
    shape, word = verdicts.shape_and_word(kind)
    return {"key": verdicts.tidy(kind), "shape": shape, "word": word, "note": note}


@register.inclusion_tag("components/done_ladder.html")
def done_ladder(reached: object) -> Given:
    """Show how far the work is: planned, in progress, done, checked by another."""
    return {"steps": verdicts.ladder(reached)}


@register.inclusion_tag("components/quote.html")
def quote(words: str, who: str = "", when: str = "", how: str = "", language: str = "") -> Given:
    """Show what somebody said, large, and below it who, when and how it reached us."""
    return {"words": words, "about": [part for part in (who, when, how) if part], "language": language}


@register.inclusion_tag("components/figure.html")
def figure(caption: str, picture: str, table: Given | None = None, note: str = "") -> Given:
    """Show a picture with the sentence it shows and its numbers: `table` has `caption`, `head`, `rows`."""
    return {"caption": caption, "picture": picture, "table": table, "note": note}


@register.inclusion_tag("components/funnel.html")
def funnel(steps: Sequence[Given], label: str = "") -> Given:
    """Show counts from voice to reply on the gold line: each step has `n`, `label` and maybe `href`."""
    return {"steps": steps, "label": label}


@register.inclusion_tag("components/task_rows.html")
def task_rows(rows: Sequence[Given]) -> Given:
    """List things to do: each row has `label`, and maybe `href`, `hint`, `state`, `danger`."""
    return {"rows": rows}


@register.inclusion_tag("components/history.html")
def history(rows: Sequence[Given], title: str = "") -> Given:
    """List what happened, newest as given: each row has `at`, `what`, and maybe `by`, `note`."""
    return {"rows": rows, "title": title}


@register.inclusion_tag("components/problem_list.html")
def problem_list(problems: Sequence[Given], total: int | None = None) -> Given:
    """List what is wrong with a file: each problem has `row`, `field`, `sentence`; `total` when only some are shown."""
    more = max(0, (total or 0) - len(problems))
    return {"problems": problems, "more": more}


@register.inclusion_tag("components/empty_state.html")
def empty_state(title: str, text: str = "", href: str = "", label: str = "") -> Given:
    """Say that there is nothing here and what to do first."""
    return {"title": title, "text": text, "href": href, "label": label}


@register.inclusion_tag("components/synthetic_mark.html")
def synthetic_mark(text: str = "") -> Given:
    """Mark one record as made up."""
    return {"text": text}


@register.inclusion_tag("components/notice.html")
def notice(text: str, title: str = "", kind: str = "", live: bool = False) -> Given:
    """Tell something that matters now; `kind` is good or concern, `live` for news after a press of a button."""
    word = {"success": "good", "good": "good", "error": "concern", "warning": "concern", "concern": "concern"}
    return {"text": text, "title": title, "kind": word.get(str(kind), ""), "live": live}
