"""What every test runs under."""

from hypothesis import settings

pytest_plugins = ["tests.support.budgets", "tests.support.golden", "tests.support.skips"]

settings.register_profile("ci", derandomize=True, max_examples=60, deadline=None, print_blob=True)
settings.register_profile("deep", max_examples=5000, deadline=None, print_blob=True)
settings.load_profile("ci")
