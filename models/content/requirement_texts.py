"""Checks on the words: length per channel, plain language, abbreviations, numbers that belong to a person."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.content import indonesian
from models.content.captions import caption, composition, keys_in, own_caption
from models.content.counting import hashtags, length
from models.content.drafts import Draft
from models.content.language import Reading, TroubleKind, Verdict, measure
from models.content.personal_numbers import PersonalKind, find
from models.content.requirement_outcomes import Facts, Outcome, about_file, amiss, fine
from models.playbooks import Channel, FieldKind, FieldRule, Level, Playbook

SHOWN = 3  # examples named in a sentence

KEYS = (
    "field_too_long", "text_too_long", "text_length_met", "text_shortened", "hashtags_many", "language_hard", "language_met",
    "abbreviation_unexplained", "abbreviations_met", "personal_nik", "personal_phone", "personal_met",
)  # fmt: skip


@dataclass(frozen=True)
class Passage:
    """A public text of the draft, and what the screen calls it.

    `prose`: more than a name or a line of tags. `alone`: its readers see nothing else of the form.
    """

    about: str
    label: str
    text: str
    prose: bool
    alone: bool = False


def text_length(draft: Draft, rules: Playbook) -> Iterator[Outcome]:
    """Each field within its own limit, each chosen channel's text within the channel's, as that channel counts; too many tags only warn."""
    for rule in rules.fields_of(draft.kind):
        value = draft.fields.get(rule.key)
        if rule.max_chars and isinstance(value, str) and len(value.strip()) > rule.max_chars:
            over, limit = len(value.strip()) - rule.max_chars, indonesian.number(rule.max_chars)
            yield amiss(rule.key, "field_too_long", field=rule.label, over=indonesian.number(over), limit=limit)
    for channel in chosen_channels(draft, rules):
        yield from _length_on(channel, draft, rules)


def plain_language(draft: Draft, rules: Playbook) -> Iterator[Outcome]:
    """Each running text and each caption by itself; only what reads hard is amiss (S2.2 A2.1)."""
    for passage, reading in readings(draft, rules):
        if reading.verdict is None or passage.about == "title":
            continue
        facts: Facts = {"field": passage.label, "average": indonesian.number(reading.average_words, 1)}
        facts["long"] = indonesian.number(reading.long_words_percent)
        if reading.verdict is Verdict.HARD:
            sentences = len(reading.of(TroubleKind.LONG_SENTENCE))
            yield amiss(passage.about, "language_hard", **facts, sentences=sentences, limit=rules.language.sentence_words)
        else:
            yield fine(passage.about, "language_met", **facts)


def abbreviations(draft: Draft, rules: Playbook) -> Iterator[Outcome]:
    """Explained once anywhere in the form is enough for the form; a text written for a channel stands alone."""
    told: set[str] = set()
    for passage, reading in readings(draft, rules):
        found = [word for word in dict.fromkeys(trouble.text for trouble in reading.of(TroubleKind.ABBREVIATION)) if word not in told]
        if found:
            yield amiss(passage.about, "abbreviation_unexplained", field=passage.label, words=_examples(found), first=found[0])
        elif reading.words:
            yield fine(passage.about, "abbreviations_met", field=passage.label)
        if not passage.alone:
            told |= {*found}


def personal_numbers(draft: Draft, rules: Playbook) -> Iterator[Outcome]:
    """NIK and telephone numbers in anything that goes out; numbers of the directory's public contacts may stand."""
    allowed = [f"{contact.label} {contact.number}" for contact in draft.contacts.values() if contact.public and contact.active]
    texts = [*passages(draft, rules), *_alt_texts(draft)]
    clean = True
    for passage in texts:
        for found in find(passage.text, allowed):
            clean = False
            yield amiss(passage.about, _PERSONAL_KEYS[found.kind], field=passage.label, number=found.masked)
    if clean and texts:
        yield fine(texts[0].about, "personal_met")


def readings(draft: Draft, rules: Playbook) -> tuple[tuple[Passage, Reading], ...]:
    """Each running text with what the meter says of it; the screen marks its sentences."""
    names = tuple(draft.places.values())
    running = [passage for passage in passages(draft, rules) if passage.prose]
    form = "\n".join(passage.text for passage in running if not passage.alone)
    return tuple((passage, measure(passage.text, rules.language, names, "" if passage.alone else form)) for passage in running)


def passages(draft: Draft, rules: Playbook) -> tuple[Passage, ...]:
    """Every text that goes out, in the order of the form."""
    found = []
    for rule in rules.fields_of(draft.kind):
        value = draft.fields.get(rule.key)
        if rule.internal or not value:
            continue
        if rule.kind is FieldKind.CAPTIONS:
            found += _captions(rule, draft, rules)
        elif rule.kind in (FieldKind.LINE, FieldKind.TEXT, FieldKind.STEPS):
            found.append(Passage(rule.key, rule.label, str(value), rule.kind is not FieldKind.LINE or rule.key == "title"))
        elif rule.kind is FieldKind.LINK and isinstance(value, dict):
            found.append(Passage(rule.key, rule.label, str(value.get("url") or ""), False))
    return tuple(found)


def chosen_channels(draft: Draft, rules: Playbook) -> tuple[Channel, ...]:
    keys = [key for rule in rules.fields_of(draft.kind) if rule.kind is FieldKind.CHANNELS for key in keys_in(draft.fields.get(rule.key))]
    return tuple(channel for channel in rules.channels if channel.key in keys)


_PERSONAL_KEYS = {kind: f"personal_{kind.value}" for kind in PersonalKind}


def _length_on(channel: Channel, draft: Draft, rules: Playbook) -> Iterator[Outcome]:
    text = caption(draft.fields, channel.key, draft.kind, rules, draft.contacts, draft.places)
    counted, about = length(text, channel.text_unit), _where_captions_stand(draft, rules)
    facts: Facts = {"channel": channel.label, "length": indonesian.number(counted), "limit": indonesian.number(channel.text_max)}
    if counted > channel.text_max:
        yield amiss(about, "text_too_long", **facts, over=indonesian.number(counted - channel.text_max))
    else:
        yield fine(about, "text_length_met", **facts)
    shortened = composition(draft.fields, channel.key, draft.kind, rules, draft.contacts, draft.places).left_out
    if shortened and not own_caption(draft.fields, channel.key, draft.kind, rules):
        yield amiss(
            about, "text_shortened", Level.RECOMMENDED, channel=channel.label, limit=facts["limit"], fields=_examples(list(shortened))
        )
    tags = len(hashtags(text))
    if channel.hashtags_max is not None and tags > channel.hashtags_max:
        yield amiss(about, "hashtags_many", Level.RECOMMENDED, channel=channel.label, tags=tags, limit=channel.hashtags_max)


def _captions(rule: FieldRule, draft: Draft, rules: Playbook) -> list[Passage]:
    written = ((channel, own_caption(draft.fields, channel.key, draft.kind, rules)) for channel in chosen_channels(draft, rules))
    return [Passage(rule.key, f"{rule.label} {channel.label}", text, True, True) for channel, text in written if text]


def _where_captions_stand(draft: Draft, rules: Playbook) -> str:
    for kind in (FieldKind.CAPTIONS, FieldKind.CHANNELS):
        for rule in rules.fields_of(draft.kind):
            if rule.kind is kind:
                return rule.key
    return "title"


def _alt_texts(draft: Draft) -> list[Passage]:
    return [Passage(about_file(file.media_id), file.name, file.alt, True, True) for file in draft.files if file.alt]


def _examples(words: list[str]) -> str:
    return indonesian.listing(words if len(words) <= SHOWN else [*words[:SHOWN], f"{len(words) - SHOWN} lainnya"])
