"""Checks on what was filled in: mandatory elements, dates, link, contact, place, channels, planned hour."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from models.base import LOCAL
from models.content import indonesian
from models.content.captions import keys_in
from models.content.drafts import Draft
from models.content.requirement_outcomes import PLANNED, Outcome, amiss, fine
from models.content.web_addresses import LinkFault, fault_of
from models.playbooks import FieldKind, FieldRule, Level, Need, Playbook

OLDEST = timedelta(days=366)
REASON_LETTERS = 10
PLACE_CODE = re.compile(r"\d{2}\.\d{2}(?:\.\d{2})?")

KEYS = (
    "element_missing", "element_unfinished", "element_choice", "element_met", "date_impossible", "date_future", "date_old", "date_distant",
    "date_met", "link_malformed", "link_scheme", "link_userinfo", "link_homograph", "link_port", "link_domain", "link_reason",
    "link_none_met", "link_met", "contact_unknown", "contact_retired", "contact_internal", "contact_public_met", "contact_untested",
    "contact_stale", "contact_fresh_met", "location_unknown", "location_met", "channels_none", "channel_unknown", "channels_met",
    "planned_missing", "planned_past", "planned_met",
)  # fmt: skip


def element(draft: Draft, rules: Playbook) -> Iterator[Outcome]:
    """Each field of the type that is wanted, at the level its need says (S2.1 S2.2 A2.2); template gaps still open count as missing.

    Channels have a check of their own, and captions are composed where none is written.
    """
    templates = rules.type(draft.kind).template
    for rule in rules.fields_of(draft.kind):
        need = rules.need(draft.kind, rule.key)
        if rule.kind in (FieldKind.CHANNELS, FieldKind.CAPTIONS):
            continue
        value = draft.fields.get(rule.key)
        level = Level.REQUIRED if need is Need.REQUIRED else Level.RECOMMENDED
        if not is_filled(rule, value):
            if need is not Need.OPTIONAL:
                yield amiss(rule.key, "element_missing", level, field=rule.label)
        elif rule.kind is FieldKind.CHOICE and value not in {option.key for option in rule.options}:
            yield amiss(rule.key, "element_choice", level, field=rule.label)
        elif gaps := open_gaps(value, templates.get(rule.key, "")):
            yield amiss(rule.key, "element_unfinished", level, field=rule.label, gap=gaps[0])
        else:
            yield fine(rule.key, "element_met", level, field=rule.label)


def is_filled(rule: FieldRule, value: Any) -> bool:
    """A letter or a digit somewhere; for a link the address or the reason why there is none."""
    if rule.kind is FieldKind.LINK:
        return isinstance(value, Mapping) and any(str(value.get(part) or "").strip() for part in ("url", "none"))
    if rule.kind in (FieldKind.CONTACT, FieldKind.PLACES):
        return bool(keys_in(value))
    return isinstance(value, str) and any(character.isalnum() for character in value)


def open_gaps(value: Any, template: str) -> tuple[str, ...]:
    """The [gaps] of the template that nobody has filled yet."""
    return tuple(gap for gap in re.findall(r"\[[^\]\n]+\]", template) if isinstance(value, str) and gap in value)


def date_sane(draft: Draft, rules: Playbook) -> Iterator[Outcome]:
    """A date of information lies between a year ago and the planned day; a moment within a year either way, with its time zone."""
    for rule, value in _filled(draft, rules, FieldKind.DATE, FieldKind.MOMENT):
        day = _day(rule.kind, str(value))
        latest = max(draft.today, _planned_day(draft) or draft.today)
        if day is None:
            yield amiss(rule.key, "date_impossible", field=rule.label)
        elif draft.today - day > OLDEST:
            yield amiss(rule.key, "date_old", field=rule.label, date=indonesian.day(day))
        elif rule.kind is FieldKind.DATE and day > latest:
            yield amiss(rule.key, "date_future", field=rule.label, date=indonesian.day(day), latest=indonesian.day(latest))
        elif day - draft.today > OLDEST:
            yield amiss(rule.key, "date_distant", field=rule.label, date=indonesian.day(day))
        else:
            yield fine(rule.key, "date_met", field=rule.label, date=indonesian.day(day))


def official_link(draft: Draft, rules: Playbook) -> Iterator[Outcome]:
    """An https address of a permitted domain, or the reason why there is none (S2.1)."""
    for rule, value in _filled(draft, rules, FieldKind.LINK):
        url = str(value.get("url") or "").strip()
        if not url:
            letters = sum(character.isalpha() for character in str(value.get("none") or ""))
            short = letters < REASON_LETTERS
            yield amiss(rule.key, "link_reason", field=rule.label) if short else fine(rule.key, "link_none_met", field=rule.label)
        elif fault := fault_of(url, rules.link_domains):
            domains = indonesian.listing(rules.link_domains, "atau")
            yield amiss(rule.key, _LINK_KEYS[fault], field=rule.label, domains=domains)
        else:
            yield fine(rule.key, "link_met", field=rule.label)


def contact_public(draft: Draft, rules: Playbook) -> Iterator[Outcome]:
    """From the directory, in use, and meant for the public (S2.2 A2.2)."""
    for rule, value in _filled(draft, rules, FieldKind.CONTACT):
        for contact_id in keys_in(value):
            contact = draft.contacts.get(contact_id)
            if contact is None:
                yield amiss(rule.key, "contact_unknown", field=rule.label)
            elif not contact.active:
                yield amiss(rule.key, "contact_retired", contact=contact.label)
            elif not contact.public:
                yield amiss(rule.key, "contact_internal", contact=contact.label)
            else:
                yield fine(rule.key, "contact_public_met", contact=contact.label)


def contact_fresh(draft: Draft, rules: Playbook) -> Iterator[Outcome]:
    """Tested within the playbook's days; a test dated later than today is no test."""
    for rule, value in _filled(draft, rules, FieldKind.CONTACT):
        for contact in (draft.contacts[one] for one in keys_in(value) if one in draft.contacts):
            if contact.tested_on is None or contact.tested_on > draft.today:
                yield amiss(rule.key, "contact_untested", contact=contact.label)
            elif (draft.today - contact.tested_on).days > rules.contact_fresh_days:
                yield amiss(
                    rule.key, "contact_stale", contact=contact.label, date=indonesian.day(contact.tested_on), days=rules.contact_fresh_days
                )
            else:
                yield fine(rule.key, "contact_fresh_met", contact=contact.label, date=indonesian.day(contact.tested_on))


def location(draft: Draft, rules: Playbook) -> Iterator[Outcome]:
    """Places that exist: kecamatan, or the district's own code for the whole of it (A2.2)."""
    for rule, value in _filled(draft, rules, FieldKind.PLACES):
        unknown = [str(code) for code in keys_in(value) if not _is_place(code, draft)]
        if unknown:
            yield amiss(rule.key, "location_unknown", field=rule.label, code=unknown[0])
        else:
            yield fine(rule.key, "location_met", places=indonesian.listing(draft.places.get(code, code) for code in keys_in(value)))


def channels_chosen(draft: Draft, rules: Playbook) -> Iterator[Outcome]:
    """At least one channel, all of them in the playbook."""
    known = {channel.key: channel.label for channel in rules.channels}
    for rule in rules.fields_of(draft.kind):
        if rule.kind is not FieldKind.CHANNELS:
            continue
        chosen = keys_in(draft.fields.get(rule.key))
        unknown = [key for key in chosen if key not in known]
        if not chosen:
            yield amiss(rule.key, "channels_none", field=rule.label)
        elif unknown:
            yield amiss(rule.key, "channel_unknown", channel=unknown[0])
        else:
            yield fine(rule.key, "channels_met", channels=indonesian.listing(known[key] for key in chosen))


def planned_hour(draft: Draft, rules: Playbook) -> Iterator[Outcome]:
    """An hour is planned and its day isn't over: deadlines of the validators are counted back from it."""
    if draft.planned_for is None:
        yield amiss(PLANNED, "planned_missing")
    elif draft.planned_for.astimezone(LOCAL).date() < draft.today:
        yield amiss(PLANNED, "planned_past", moment=indonesian.moment(draft.planned_for))
    else:
        yield fine(PLANNED, "planned_met", moment=indonesian.moment(draft.planned_for))


_LINK_KEYS = {fault: f"link_{fault.value}" for fault in LinkFault}


def _filled(draft: Draft, rules: Playbook, *kinds: FieldKind) -> Iterator[tuple[FieldRule, Any]]:
    for rule in rules.fields_of(draft.kind):
        value = draft.fields.get(rule.key)
        if rule.kind in kinds and is_filled(rule, value):
            yield rule, value


def _day(kind: FieldKind, value: str) -> date | None:
    try:
        if kind is FieldKind.DATE:
            return date.fromisoformat(value)
        moment = datetime.fromisoformat(value)
        return moment.astimezone(LOCAL).date() if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _planned_day(draft: Draft) -> date | None:
    return draft.planned_for.astimezone(LOCAL).date() if draft.planned_for else None


def _is_place(code: Any, draft: Draft) -> bool:
    return code in draft.places if draft.places else isinstance(code, str) and bool(PLACE_CODE.fullmatch(code))
