"""The public face of the package."""

import tanchi.formula


def test_everything_promised_is_there_and_sorted():
    promised = tanchi.formula.__all__
    assert sorted(promised, key=lambda name: (not name.isupper(), not name[0].isupper(), name)) == promised
    assert all(hasattr(tanchi.formula, name) for name in promised)
