"""Names that are nearly ours: taken where it is plain, offered where it is not, left alone where they are far off."""

from __future__ import annotations

import pytest

from careerbot.corpus.lexicon import misspelt_roles, obvious, offered


@pytest.mark.parametrize(
    ("kind", "written", "meant"),
    [
        ("role", "devops", "devops-engineer"),
        ("role", "data-enginer", "data-engineer"),
        ("skill", "pyton", "python"),
        ("skill", "kubernets", "kubernetes"),
        ("skill", "banana", None),
        ("skill", "xyz", None),
        ("role", "astronaut", None),
        ("role", "engineer", None),
        ("role", "", None),
        ("skill", "x" * 5000, None),
    ],
)
def test_what_is_plainly_meant(shipped, kind, written, meant):
    assert obvious(kind, written, shipped) == meant


def test_nothing_absurd_is_offered(shipped):
    assert offered("skill", "banana", shipped) == []
    assert len(offered("role", "mlops enginer", shipped)) >= 1


def test_roles_inside_a_message(shipped):
    assert [slug for _, slug in misspelt_roles("plan for data enginer please", shipped)] == ["data-engineer"]
    assert misspelt_roles("what does a nurse earn", shipped) == []


def test_the_command_line_takes_it_and_says_so(cli):
    ran = cli("skill", "pyton")
    assert ran.code == 0
    assert ran.out.startswith("Python")
    assert "I take it as Python" in ran.err
