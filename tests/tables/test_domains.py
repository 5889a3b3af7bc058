"""Whose site a host is."""

import pytest

from extract.tables.domains import Example, domains, home_of_host, home_on
from extract.tables.provinces import provinces, provinces_by_domain


@pytest.mark.parametrize("example", domains().example, ids=lambda example: example.host)
def test_domains_example(example: Example) -> None:
    assert home_of_host(example.host) == home_of_host(example.host.upper()) == example.iso


def test_domains_every_province_has_its_paper_portal_and_station() -> None:
    codes = {row.iso for row in provinces() if row.set == "63"}
    assert {home_of_host(domain) for domain in provinces_by_domain()} == codes
    assert {*domains().domains, *domains().names} <= codes
    listed = [domain for some in domains().domains.values() for domain in some]
    assert len(listed) == len(set(listed))


@pytest.mark.parametrize(
    ("iso", "day", "home"),
    [
        ("VN-03", "2025-06-30T23:00:00+07:00", "VN-03"),
        ("VN-03", "2025-07-01", "VN-07"),
        ("VN-03", None, "VN-03"),
        ("VN-01", "2026-01-01", "VN-01"),
        ("VN-99", "2026-01-01", "VN-99"),
    ],
)
def test_domains_site_of_a_merged_province(iso: str, day: str | None, home: str) -> None:
    assert home_on(iso, day) == home
