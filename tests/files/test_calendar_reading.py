"""Reading calendar files: all 163 sample files of another program, broken ones named, versions, cut off files."""

from __future__ import annotations

import pytest

from crm.errors import Invalid, Unavailable
from crm.files.calendar_reading import by_uid, is_calendar, read_bytes, read_file, read_text
from tests.files.calendars_in import calendar, read

# (events read, events skipped and named) -> the files of which it is so.
SAMPLES = {
    (0, 0): """
        alarms/example alarms/rfc_5545_absolute_alarm_example alarms/rfc_5545_end alarms/start_date
        availabilities/rfc_7953_1 availabilities/rfc_7953_2 calendars/bom_calendar
        calendars/calendar_with_unicode calendars/empty calendars/empty_RDATE
        calendars/fuzz_testcase_0_char_in_component_name calendars/fuzz_testcase_invalid_month
        calendars/fuzz_testcase_vtimezone_lone_cr calendars/issue_1050_empty_calendar
        calendars/issue_1050_timezone_only_calendar calendars/issue_1081_freebusy_comma_separated
        calendars/issue_1238 calendars/issue_1633_freebusy_with_dates
        calendars/issue_178_component_with_invalid_name_represented
        calendars/issue_178_custom_component_inside_other
        calendars/issue_27_multiple_periods_in_freebusy_multiple_freebusies
        calendars/issue_27_multiple_periods_in_freebusy_one_freebusy calendars/issue_798_freebusy
        calendars/parsing_error_in_UTC_offset calendars/rfc_7265_example_1 calendars/rfc_7953_3
        calendars/rfc_7986_properties calendars/time freebusy/example journals/example
        timezones/issue_237_brazilia_standard timezones/issue_53_tzid_parsed_properly
        timezones/issue_55_parse_error_on_utc_offset_with_seconds timezones/pacific_fiji
    """,
    (0, 1): """
        calendars/broken_dtstart calendars/broken_ical calendars/invalid_duration
        calendars/issue_1081_invalid_rrule_freq calendars/issue_1081_invalid_start_and_end
        calendars/issue_1081_invalid_start_valid_end calendars/issue_1549_binary_attachment
        calendars/issue_82_expected_output calendars/rfc_6868 calendars/rfc_7986_conferences
        calendars/small_bad_calendar events/event_with_escaped_character1 events/event_with_escaped_character2
        events/event_with_escaped_character3 events/event_with_escaped_character4
        events/event_with_escaped_characters events/event_with_rsvp events/event_with_unicode_organizer
        events/issue_355_url_escaping_empty_param events/issue_82_expected_output
        events/rfc_7265_request_status events/rfc_9074_example_proximity
    """,
    (0, 2): """
        calendars/issue_798_related_to
    """,
    (0, 4): """
        calendars/issue_1561_image_value calendars/rfc_7986_image
    """,
    (0, 6): """
        calendars/rfc_5545_RDATE_example
    """,
    (0, 20): """
        calendars/big_bad_calendar
    """,
    (1, 0): """
        calendars/alarm_etar_future calendars/alarm_etar_notification
        calendars/alarm_etar_notification_clicked calendars/alarm_google_acknowledged
        calendars/alarm_google_future calendars/alarm_thunderbird_2_future
        calendars/alarm_thunderbird_2_notification_5_min_postponed
        calendars/alarm_thunderbird_2_notification_5_min_postponed_and_closed
        calendars/alarm_thunderbird_2_notification_5_min_postponed_and_popped_up
        calendars/alarm_thunderbird_2_notification_popped_up calendars/alarm_thunderbird_closed
        calendars/alarm_thunderbird_future calendars/alarm_thunderbird_snoozed_until_1457
        calendars/america_new_york calendars/america_new_york_forward_reference
        calendars/issue_104_broken_calendar calendars/issue_1050_forward_timezone_reference
        calendars/issue_1050_simple_calendar calendars/issue_1081_empty_rdate
        calendars/issue_1081_event_with_rrule calendars/issue_1081_list_of_properties
        calendars/issue_1081_tzid_param calendars/issue_1081_with_summary calendars/issue_1231_recurrence
        calendars/issue_127_categories_with_commas calendars/issue_1426 calendars/issue_1426_value_parameters
        calendars/issue_156_RDATE_with_PERIOD_TZID_khal calendars/issue_156_RDATE_with_PERIOD_TZID_khal_2
        calendars/issue_1633_rdate_with_dates calendars/issue_1633_rdate_with_dates_and_tzid
        calendars/issue_165_missing_event calendars/issue_168_expected_output calendars/issue_168_input
        calendars/issue_178_custom_component_contains_other calendars/issue_218_bad_tzid
        calendars/issue_237_fail_to_parse_timezone_with_non_ascii_tzid
        calendars/issue_321_assert_dst_offset_is_not_false calendars/issue_322_expected_calendar
        calendars/issue_348_exception_parsing_value calendars/issue_350
        calendars/issue_351_whitespace_in_property_and_params calendars/issue_466_convert_tzid_with_slash
        calendars/issue_466_respect_unique_timezone calendars/issue_526_calendar_with_event_subset
        calendars/issue_722_missing_VTIMEZONE_custom calendars/issue_836_do_not_quote_tzid
        calendars/pacific_fiji calendars/period_with_timezone calendars/property_params
        calendars/rfc_7265_appendix_example_1_ical calendars/rfc_9253_related_to calendars/timezone_rdate
        calendars/timezone_same_start calendars/timezone_same_start_and_offset calendars/timezoned
        calendars/x_location events/event_with_recurrence
        events/event_with_recurrence_exdates_on_different_lines events/event_with_unicode_fields
        events/issue_100_transformed_doctests_into_unittests
        events/issue_101_icalendar_chokes_on_umlauts_in_organizer events/issue_104_mark_events_broken
        events/issue_112_missing_tzinfo_on_exdate events/issue_156_RDATE_with_PERIOD
        events/issue_156_RDATE_with_PERIOD_list events/issue_157_removes_trailing_semicolon
        events/issue_184_broken_representation_of_period events/issue_355_url_escaping
        events/issue_355_url_escaping_2 events/issue_464_invalid_rdate
        events/issue_53_description_parsed_properly events/issue_64_event_with_ascii_summary
        events/issue_64_event_with_non_ascii_summary events/issue_70_rrule_causes_attribute_error
        events/rfc_7265_example_4 events/rfc_9074_example_1 events/rfc_9074_example_2
        events/rfc_9074_example_3 events/rfc_9074_example_4 todos/example
    """,
    (2, 0): """
        calendars/issue_1050_all_components calendars/issue_1050_multiple_calendars
        calendars/issue_1050_uid_in_description calendars/issue_526_calendar_with_different_events
        calendars/issue_526_calendar_with_events calendars/issue_526_calendar_with_shuffeled_events
        calendars/parsing_error calendars/pr_480_summary_with_colon calendars/rfc_7256_multi_value_parameters
        calendars/rfc_7265_appendix_example_2_ical calendars/rfc_9253_examples calendars/rfc_9253_gap
    """,
    (2, 1): """
        calendars/multiple_calendar_components
    """,
    (2, 2): """
        calendars/issue_722_missing_timezones
    """,
    (3, 0): """
        calendars/created_calendar_with_unicode_fields calendars/example
        calendars/issue_1050_calendar_with_events_and_todos calendars/issue_313_globally_unique_tzid
        calendars/multiple_timezones
    """,
    (4, 0): """
        calendars/issue_722_timezone_transition_ambiguity calendars/rfc_7529
    """,
}
CASES = [(name, *counts) for counts, names in SAMPLES.items() for name in names.split()]


@pytest.mark.parametrize(("name", "events", "skipped"), CASES)
def test_every_sample_file_gives_its_events_and_names_what_is_broken(data, name, events, skipped):
    found = read_bytes((data / "icalendar_py" / f"{name}.ics").read_bytes())
    assert (len(found.events), len(found.skipped)) == (events, skipped)
    assert all(one.name and one.reason.endswith(".") for one in found.skipped)
    assert all(event.uid for event in found.events)


def test_the_table_names_every_sample_file(data):
    files = {str(path.relative_to(data / "icalendar_py"))[:-4] for path in (data / "icalendar_py").rglob("*.ics")}
    assert files == {name for name, _events, _skipped in CASES}


def test_a_broken_event_is_named_and_the_rest_is_read():
    broken = calendar("DTSTART:20261301").replace("Visita", "Rota").replace("END:VCALENDAR\r\n", "")
    found = read(broken + calendar("DTSTART:20260301").partition("VERSION:2.0\r\n")[2])
    assert [event.title for event in found.events] == ["Visita"]
    assert [(one.name, one.line) for one in found.skipped] == [("Rota", 3)]


def test_a_file_cut_off_in_the_middle_names_the_event_that_is_not_whole():
    text = calendar("DTSTART:20260301") + "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Media\r\nDTSTA"
    found = read(text)
    assert [event.title for event in found.events] == ["Visita"]
    assert [one.name for one in found.skipped] == ["Media"]
    assert "in the middle" in found.notes[0]


def test_of_several_versions_of_an_event_the_newest_counts():
    old, new = calendar("DTSTART:20260301", "SEQUENCE:1"), calendar("DTSTART:20260302", "SEQUENCE:2")
    for text in (old + new, new + old):
        assert [event.starts.day for event in read(text).events] == [2]


def test_an_event_without_a_uid_gets_the_same_one_each_time():
    text = calendar("DTSTART:20260301").replace("UID:uno\r\n", "")
    assert read(text).events[0].uid == read(text).events[0].uid != ""
    assert read(text.replace("Visita", "Otra")).events[0].uid != read(text).events[0].uid


def test_events_of_one_uid_stand_together_what_repeats_first():
    text = calendar("DTSTART:20260309T090000Z", "RECURRENCE-ID:20260308T090000Z")
    found = by_uid([*read(text).events, *read(calendar("DTSTART:20260301T090000Z", "RRULE:FREQ=DAILY")).events])
    assert [event.replaces is None for event in found["uno"]] == [True, False]


def test_the_name_of_a_calendar_is_known():
    assert read(calendar(around=("X-WR-CALNAME:Ferias\\, 2026",))).name == "Ferias, 2026"


@pytest.mark.parametrize("content", [b"", b"<html><body>Sign in</body></html>", b"\x00\xff" * 50, b"nombre;correo\n"])
def test_what_is_no_calendar_is_refused_in_words(tmp_path, content):
    path = tmp_path / "algo.ics"
    path.write_bytes(content)
    assert not is_calendar(content)
    with pytest.raises(Invalid, match=r"algo\.ics is not a calendar"):
        read_file(path)


def test_a_file_that_cannot_be_opened_is_told(tmp_path):
    with pytest.raises(Unavailable, match="could not be opened"):
        read_file(tmp_path / "nada.ics")


def test_a_calendar_is_known_by_its_first_line():
    assert is_calendar("\ufeffBEGIN:VCALENDAR\r\n".encode())
    assert not is_calendar(b"BEGIN:VCARD\r\n")


def test_reading_stops_when_it_is_told():
    text = "".join(calendar("DTSTART:20260301").replace("uno", str(number)) for number in range(20))
    assert read_text(text, stop=lambda: True).events == ()
