"""What pytest loads for every test, wherever it is started: no window test is skipped, no property test is timed."""

from hypothesis import settings

pytest_plugins = ["tests.display"]

# A busy machine is no failure: the time an example takes is not what a property test tells.
settings.register_profile("cartera", deadline=None)
settings.load_profile("cartera")
