"""What the two playbooks of the guidelines promise."""

import pytest

from data.playbooks import texts
from models.playbooks import ALTS, CHECKS, FILES, FieldKind, Lane, Level, Need, Playbook, StageKind, assumptions, load

PLAYBOOKS = {key: load(text, f"data/playbooks/{key}.toml") for key, text in texts().items()}
SIMPONI, ASRI = PLAYBOOKS["simponi"], PLAYBOOKS["asri"]
both = pytest.mark.parametrize("rules", PLAYBOOKS.values(), ids=list(PLAYBOOKS))


def labels(lane: Lane) -> str:
    return " → ".join(stage.label for stage in lane.stages)


def needs(rules: Playbook, kind: str, *keys: str) -> set[Need | None]:
    return {rules.need(kind, key) for key in keys}


@both
def test_a_playbook_is_named_by_its_file(rules):
    assert PLAYBOOKS[rules.key] is rules


def test_simponi_has_its_five_roles_the_technical_unit_and_the_mentor():
    """S1.1: exactly these roles; only the technical unit's validator sees no more than what is sent to it."""
    assert [role.label for role in SIMPONI.roles] == [
        "Koordinator Konten", "Editor", "Desainer Grafis", "Admin Teknis", "Pengawas Kebijakan", "Validator Unit Teknis", "Mentor/Kabid",
    ]  # fmt: skip
    assert [role.key for role in SIMPONI.roles if role.unit] == ["validator_unit"]


def test_asri_has_its_five_roles():
    """A1.1: exactly these roles, the disaster expert among them."""
    assert [role.label for role in ASRI.roles] == [
        "Koordinator Konten", "Editor Teknis", "Desainer Grafis", "Admin Platform", "Pengawas Keakuratan (mentor/ahli kebencanaan)",
    ]  # fmt: skip


@both
def test_every_column_of_the_printed_sop_that_is_a_person_is_held_by_a_role(rules):
    held = {key for role in rules.roles for key in role.sop_lanes}
    assert held == {lane.key for lane in rules.sop_lanes if lane.person}
    assert len(rules.sop_lanes) == 4


def test_simponi_flows_from_material_to_monitoring():
    """S3.1: the guideline's order, with the SOP's validation of the finished piece after the design."""
    assert labels(SIMPONI.lane("normal")) == (
        "Pengumpulan bahan → Draf → Validasi unit teknis → Desain → Validasi mentor → Penjadwalan → Publikasi → Pemantauan"
    )


def test_asri_flows_from_the_weekly_plan_to_monitoring():
    """A3.1: the guideline's order, with media production and both validations."""
    assert labels(ASRI.lane("normal")) == (
        "Perencanaan mingguan → Pengumpulan bahan → Draf → Produksi media → Validasi teknis → Validasi komunikasi"
        " → Penjadwalan → Publikasi → Pemantauan"
    )


def test_asri_approves_technically_then_as_communication_then_publishes():
    """A1.2: draft → technical validation by the expert → communication validation by the coordinator → publication."""
    lane = ASRI.lane("normal")
    assert [stage.by for stage in lane.validating] == [("pengawas_keakuratan",), ("koordinator",)]
    assert lane.index("draf") < lane.index("validasi_teknis") < lane.index("validasi_komunikasi") < lane.publishing


@both
def test_the_emergency_lane_is_approved_first_and_reviewed_later(rules):
    lane = rules.lane("emergency")
    assert labels(lane) == "Draf darurat → Persetujuan darurat → Publikasi → Pemeriksaan susulan → Pemantauan"
    assert lane.stage("persetujuan_darurat").verbal
    assert set(lane.stage("pemeriksaan_susulan").by) - set(lane.stage("persetujuan_darurat").by)


@both
def test_only_what_accompanies_a_file_follows_an_emergency_publication(rules):
    approval = rules.lane("emergency").stage("persetujuan_darurat")
    published = {field.key for field in rules.fields if not field.internal}
    assert set(approval.covers) == {*published, FILES}
    assert ALTS in rules.lane("emergency").stage("pemeriksaan_susulan").covers


def test_the_coordinator_writes_nothing_of_the_content():
    planning = {stage.key for rules in PLAYBOOKS.values() for lane in rules.lanes for stage in lane.stages if stage.plans}
    writing = [
        stage.key
        for rules in PLAYBOOKS.values()
        for lane in rules.lanes
        for stage in lane.stages
        if stage.kind is StageKind.WORK and not stage.plans and "koordinator" in stage.by
    ]
    assert (planning, writing) == ({"rencana_mingguan"}, [])


@both
def test_nobody_decides_by_the_role_that_writes(rules):
    for lane in rules.lanes:
        writers = {role for stage in lane.stages if stage.kind is StageKind.WORK and not stage.plans for role in stage.by}
        assert not writers & {role for stage in lane.validating for role in stage.by}


def test_simponi_posts_follow_one_format_per_type():
    """S2.1: summary, action points, official link and a visual for announcements, education and public services."""
    assert [kind.key for kind in SIMPONI.types] == ["pengumuman", "edukasi", "layanan_publik"]
    for kind in SIMPONI.types:
        assert needs(SIMPONI, kind.key, "summary", "actions", "official_link") == {Need.REQUIRED}
    assert all(form.media.images_min or form.media.videos_min for form in SIMPONI.formats)


def test_simponi_demands_title_date_source_and_contact():
    """S2.2: the mandatory elements."""
    for kind in SIMPONI.types:
        assert needs(SIMPONI, kind.key, "title", "info_date", "source", "contact") == {Need.REQUIRED}


def test_asri_demands_title_date_source_contact_and_location():
    """A2.2: the mandatory elements; the emergency contact comes from the directory, the location is a place."""
    for kind in ASRI.types:
        assert needs(ASRI, kind.key, "title", "info_date", "source", "contact", "location") == {Need.REQUIRED}
    assert (ASRI.field("contact").kind, ASRI.field("location").kind) == (FieldKind.CONTACT, FieldKind.PLACES)


def test_asri_makes_posters_infographics_short_videos_and_carousels_with_a_call_to_action():
    """A2.1: the formats, what to do as a mandatory element, video over 60 s warned and over 90 s refused."""
    assert {"poster", "infografis", "video_singkat", "carousel"} <= {form.key for form in ASRI.formats}
    assert all(ASRI.need(kind.key, "actions") is Need.REQUIRED for kind in ASRI.types)
    video = ASRI.format_of("video_singkat").media
    assert (video.video_warn_seconds, video.video_max_seconds) == (60, 90)


@both
def test_videos_carry_subtitles(rules):
    """A2.3: subtitles for every video are a rule, for SIMPONI too."""
    assert rules.format_of("video_singkat").media.subtitles is Need.REQUIRED
    assert rules.checks["subtitles"] is rules.checks["subtitles_sane"] is Level.REQUIRED


def test_the_expert_answers_a_fact_checklist():
    """A2.3: facts, time and place, safety steps and pictures are asked one by one before publication."""
    items = {item.key: item for item in ASRI.lane("normal").stage("validasi_teknis").checklist}
    assert {"fakta_sumber", "fakta_waktu_tempat", "fakta_langkah", "fakta_gambar"} <= set(items)
    assert not any(items[key].not_applicable for key in ("fakta_sumber", "fakta_waktu_tempat", "fakta_langkah", "fakta_gambar"))


def test_a_relayed_warning_has_its_eight_parts_each_mandatory():
    parts = [key for key in (field.key for field in ASRI.type("peringatan_diteruskan").fields) if key.startswith("warning_")]
    assert len(parts) == 8
    assert needs(ASRI, "peringatan_diteruskan", *parts) == {Need.REQUIRED}


@both
def test_accuracy_compliance_and_accessibility_are_asked_of_every_upload(rules):
    """S3.2: the three headings of the checklist stand in each lane, and accuracy looks at the pictures too."""
    for lane in rules.lanes:
        items = [item for stage in lane.validating for item in stage.checklist]
        for heading in ("Akurasi", "Kepatuhan regulasi", "Aksesibilitas"):
            assert any(item.text.startswith(heading) for item in items), (lane.key, heading)
        assert any(item.text.startswith("Akurasi") and FILES in item.about for item in items)


def test_the_mentor_judges_clear_attractive_and_easy_to_understand():
    """S-H5: three questions of their own, none of which may be skipped."""
    items = SIMPONI.lane("normal").stage("validasi_mentor").checklist
    assert [item.text.split(":")[0] for item in items[:3]] == ["Jelas", "Menarik", "Mudah dipahami"]
    assert not any(item.not_applicable for item in items[:3])


def test_asri_judges_accuracy_and_a_clear_display():
    """A-H6: accuracy before the expert, clear display before the coordinator."""
    technical, communication = ASRI.lane("normal").validating
    assert sum(item.text.startswith("Akurasi") for item in technical.checklist) >= 3
    assert any(item.text.startswith("Kejelasan tampilan") for item in communication.checklist)


@both
def test_every_word_a_decision_binds_is_looked_at_by_one_of_its_questions(rules):
    for lane in rules.lanes:
        for stage in lane.validating:
            assert set(stage.covers) == {word for item in stage.checklist for word in item.about}, stage.key


@both
def test_a_text_changed_after_the_design_sends_the_piece_back_to_the_designer(rules):
    making = next(stage for stage in rules.lane("normal").stages if stage.files)
    assert {"title", "summary", "actions", "info_date", "contact", "location"} <= set(making.covers)


@both
def test_whatever_the_computer_checks_has_a_level(rules):
    assert set(rules.checks) == set(CHECKS)


@both
def test_stage_times_and_actors_wait_for_the_office_to_confirm_them(rules):
    paths = {path for path, _ in assumptions(rules)}
    stages = {f"lanes.{lane.key}.stages.{stage.key}" for lane in rules.lanes for stage in lane.stages}
    assert stages < paths
    assert all(label for _, label in assumptions(rules))


@both
def test_the_office_wide_roles_are_no_part_of_a_programme(rules):
    assert not {role.key for role in rules.roles} & {"admin_aplikasi", "pimpinan", "pemeriksa"}


@both
def test_what_answers_goes_a_short_way_with_one_decision_that_binds_all_of_it(rules):
    """A3.3: corrections and clarifications; whoever writes doesn't decide, and the decision may come by telephone."""
    lane = rules.lane("fast")
    assert labels(lane) == "Draf cepat → Persetujuan cepat → Publikasi → Pemantauan"
    assert lane.stage("persetujuan_cepat").verbal
    assert set(lane.stage("persetujuan_cepat").covers) == {field.key for field in rules.fields if not field.internal} | {FILES, ALTS}


def test_every_formula_is_put_in_words() -> None:
    """A figure opens to how it is counted; one without words would be a fault on the screen."""
    from data.wording import sentences
    from models.playbooks import Formula

    assert sorted({one.value for one in Formula} - sentences()["formulas"].keys()) == []
