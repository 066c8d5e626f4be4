"""Pro formas and quorum as they are written, and what the check says of slips in them."""

import pytest

from tests.support.rulebook import RULEBOOK
from tests.unit.policy.folders import changed, faults

FORMS = "pro_formas.toml"
OTHER = 'prompt = "Who else in the family or elsewhere may be at risk?"\n'
PATHWAY = "profiles/whole-pathway.toml"


def test_the_products_own_are_sound_and_reach_every_profile():
    for profile in RULEBOOK.profiles:
        assert "strategy-discussion" in RULEBOOK.profile(profile).pro_formas
        assert len(RULEBOOK.profile(profile).quorum["strategy-discussion"]) == 3


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            FORMS,
            'key = "nature"',
            'key = "intensity"',
            "section 'intensity': it stands there twice",
        ),
        (
            FORMS,
            OTHER + 'wanted = "never"',
            OTHER + 'wanted = ["confirmed"]',
            "a strategy-discussion never ends with 'confirmed'",
        ),
        (FORMS, OTHER + 'wanted = "never"', OTHER + 'wanted = "often"', "it says 'often'"),
        (
            FORMS,
            '[[pro_forma]]\nkey = "strategy-discussion"',
            '[[pro_forma]]\nkey = "talk"',
            "so nothing of it would have to be written up",
        ),
        (PATHWAY, '["police"], ["health"', '["polise"], ["health"', "the kind of agency 'polise'"),
        (PATHWAY, "strategy-discussion = [[", "strategy-meeting = [[", "nobody knows this kind"),
    ],
)
def test_a_slip_is_named_with_its_place(tmp_path, file, old, new, said):
    assert any(said in fault for fault in faults(changed(tmp_path, file, old, new)))
