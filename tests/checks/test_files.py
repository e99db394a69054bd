"""A path that only one machine has is found, an address that looks like one is not."""

import pytest

from tests.checks.files import complaints


@pytest.mark.parametrize("folder", ["work", "root", "home/anna", "Users/anna"])
def test_a_path_of_one_machine_is_found_with_its_line(folder):
    assert complaints(f"first line\nopen('/{folder}/x')".encode()) == [2]


@pytest.mark.parametrize("text", ["/de/work/x", "{{ base }}/work/x", "../root/x", "/workshops/"])
def test_an_address_that_only_looks_like_one_is_not(text):
    assert complaints(text.encode()) == []
