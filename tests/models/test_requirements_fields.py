"""What was filled in is checked by the computer before anybody is asked."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from models.playbooks import Level
from tests.models.good_drafts import amiss, announcement, film, findings, rules, with_checks


def test_a_complete_announcement_has_nothing_open() -> None:
    """S2.1 S2.2: every mandatory element is there and in order."""
    assert amiss(announcement()) == []


def test_a_complete_film_has_nothing_open() -> None:
    """A2.1 A2.2 A2.3: ASRI's own elements and file rules, by its playbook alone."""
    assert amiss(film()) == []


@pytest.mark.parametrize("field", ["title", "info_date", "summary", "actions", "source", "contact", "official_link"])
def test_a_mandatory_element_that_is_missing_is_required(field: str) -> None:
    """S2.1 S2.2: title, date, source, contact, summary, action points and link, each leading to its field."""
    (finding,) = [one for one in findings(announcement(**{field: None})) if not one.met and one.check == "element"]
    assert (finding.issue.about, finding.issue.key, finding.level) == (field, "element_missing", Level.REQUIRED)


def test_asri_also_requires_the_place() -> None:
    """A2.2: the location tag is mandatory there, optional for a SIMPONI announcement."""
    assert amiss(film(location=[]), "element") == ["element_missing"]
    assert amiss(announcement(location=[]), "element") == []


def test_what_is_only_wanted_is_recommended() -> None:
    (finding,) = [one for one in findings(announcement(hashtags="")) if not one.met]
    assert (finding.issue.about, finding.level) == ("hashtags", Level.RECOMMENDED)


@pytest.mark.parametrize("value", ["", "   ", "–", "…\n…", None, 7])
def test_blanks_and_dashes_are_no_summary(value: Any) -> None:
    assert "element_missing" in amiss(announcement(summary=value), "element")


def test_a_gap_left_in_the_template_is_no_summary() -> None:
    template = rules().type("pengumuman").template["summary"]
    assert amiss(announcement(summary=template), "element") == ["element_unfinished"]
    assert amiss(announcement(summary="Bawa kartu [asli] saja."), "element") == []


def test_an_unknown_choice_counts_as_open() -> None:
    assert amiss(film(hazard="naga"), "element") == ["element_choice"]


@pytest.mark.parametrize(
    ("value", "key"),
    [
        ("2026-02-30", "date_impossible"),
        ("kemarin", "date_impossible"),
        ("2025-11-19", "date_old"),
        ("2026-11-24", "date_future"),
        ("2226-11-21", "date_future"),
    ],
)
def test_a_date_that_cannot_be_says_which(value: str, key: str) -> None:
    """S2.2: 20 Nov 2026 typed as 2025 or 30 February is found before a validator sees it."""
    assert amiss(announcement(info_date=value), "date_sane") == [key]


@pytest.mark.parametrize("value", ["2026-11-23", "2025-11-20", "2026-11-21"])
def test_a_date_up_to_the_planned_day_is_sane(value: str) -> None:
    assert amiss(announcement(info_date=value), "date_sane") == []


def test_the_planned_day_is_a_day_in_the_district() -> None:
    """23.30 UTC on the 22nd is already the 23rd in WIB."""
    draft = replace(announcement(info_date="2026-11-23"), planned_for=datetime(2026, 11, 22, 23, 30, tzinfo=UTC))
    assert amiss(draft, "date_sane") == []


@pytest.mark.parametrize("value", ["2026-11-21T02:10", "9999-12-31T23:59:00+00:00", "0001-01-01T00:00:00+07:00", "25:00"])
def test_a_moment_needs_its_time_zone_and_a_believable_year(value: str) -> None:
    draft = replace(film(event_at=value), kind="informasi_kejadian")
    assert len(amiss(draft, "date_sane", rules("asri"))) == 1


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://bangka.go.id", "link_scheme"),
        ("bangka.go.id/x", "link_scheme"),
        ("javascript:alert(1)", "link_scheme"),
        ("https://bangka.go.id@evil.com/", "link_userinfo"),
        ("https://evil.com\\@bangka.go.id/", "link_malformed"),
        ("https://bangka.go.id.evil.com", "link_domain"),
        ("https://bangkago.id", "link_domain"),
        ("https://evilgo.id/bangka.go.id", "link_domain"),
        ("https://bаngka.go.id", "link_homograph"),  # a Cyrillic а
        ("https://xn--bngka-3ve.go.id", "link_homograph"),
        ("https://bangka.go.id:8443/", "link_port"),
        ("https://bangka.go.id:notaport/", "link_malformed"),
        ("https:///bangka.go.id", "link_malformed"),
        ("https://bangka.go.id /x", "link_malformed"),
        ("https://[::1", "link_malformed"),
        ("https://10.0.0.1/", "link_domain"),
    ],
)
def test_only_https_of_a_permitted_domain_is_official(url: str, key: str) -> None:
    """S2.1: no name before an @, no look-alike letters, no other host dressed up."""
    assert amiss(announcement(official_link={"url": url}), "official_link") == [key]


@pytest.mark.parametrize(
    "url", ["https://bangka.go.id/a?b=c#d", "HTTPS://Dinkes.Bangka.GO.ID/surat.pdf", "https://go.id", "https://x.desa.id:443/"]
)
def test_subdomains_of_a_permitted_domain_are_official(url: str) -> None:
    assert amiss(announcement(official_link={"url": url}), "official_link") == []


def test_no_link_needs_a_reason_of_ten_letters() -> None:
    """S2.1: "none" with a reason."""
    assert amiss(announcement(official_link={"none": "belum ada"}), "official_link") == ["link_reason"]
    assert amiss(announcement(official_link={"none": "Dokumen masih disusun"})) == []


def test_a_contact_comes_from_the_directory_and_is_public() -> None:
    """S2.2 A2.2: a number kept for verification, or one nobody knows, can't be printed."""
    assert amiss(announcement(contact=[3]), "contact_public") == ["contact_internal"]
    assert amiss(announcement(contact=[99]), "contact_public") == ["contact_unknown"]


def test_a_contact_out_of_use_is_refused() -> None:
    draft = announcement()
    retired = replace(draft, contacts={1: replace(draft.contacts[1], active=False)})
    assert amiss(retired, "contact_public") == ["contact_retired"]


def test_a_contact_must_have_been_tested_lately() -> None:
    assert amiss(announcement(contact=[4]), "contact_fresh") == ["contact_stale"]


@pytest.mark.parametrize("tested_on", [None, date(2026, 12, 1)])
def test_a_contact_never_reached_is_not_fresh(tested_on: date | None) -> None:
    draft = announcement()
    untested = replace(draft, contacts={1: replace(draft.contacts[1], tested_on=tested_on)})
    assert amiss(untested, "contact_fresh") == ["contact_untested"]


def test_the_last_fresh_day_counts() -> None:
    draft = announcement()
    days = rules().contact_fresh_days
    edge = replace(draft.contacts[1], tested_on=date.fromordinal(draft.today.toordinal() - days))
    assert amiss(replace(draft, contacts={1: edge}), "contact_fresh") == []
    older = replace(edge, tested_on=date.fromordinal(draft.today.toordinal() - days - 1))
    assert amiss(replace(draft, contacts={1: older}), "contact_fresh") == ["contact_stale"]


def test_places_are_kecamatan_or_the_whole_district() -> None:
    """A2.2: one, several, or all of it."""
    assert amiss(film(location=["19.01"]), "location") == []
    assert amiss(film(location=["19.01.01", "19.71.01"]), "location") == ["location_unknown"]


def test_without_names_a_place_code_is_held_to_its_shape() -> None:
    draft = replace(film(location=["19.01.01"]), places={})
    assert amiss(draft, "location") == []
    assert amiss(replace(draft, fields={**draft.fields, "location": ["Bangkalan"]}), "location") == ["location_unknown"]


def test_a_channel_must_be_chosen_and_known() -> None:
    assert amiss(announcement(channels=[]), "channels_chosen") == ["channels_none"]
    assert amiss(announcement(channels=["instagram", "friendster"]), "channels_chosen") == ["channel_unknown"]


def test_an_hour_is_planned_and_not_over() -> None:
    assert amiss(replace(announcement(), planned_for=None), "planned_hour") == ["planned_missing"]
    assert amiss(replace(announcement(), planned_for=datetime(2026, 11, 20, 16, 0, tzinfo=UTC)), "planned_hour") == ["planned_past"]
    assert amiss(replace(announcement(), planned_for=datetime(2026, 11, 20, 18, 0, tzinfo=UTC)), "planned_hour") == []


def test_the_playbook_sets_the_level_of_a_check() -> None:
    draft = announcement(official_link={"url": "https://evil.com"})
    levels = {one.level for one in findings(draft, with_checks(official_link=Level.RECOMMENDED)) if one.check == "official_link"}
    assert levels == {Level.RECOMMENDED}


def test_a_check_switched_off_says_nothing() -> None:
    assert not [one for one in findings(announcement(title=""), with_checks(element=Level.OFF)) if one.check == "element"]
